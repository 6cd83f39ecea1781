-- One row a combination of arms, place in the baseline and release type that occurs, under any exposure.
-- Counting groups by its number; which arms a number stands for is worked out afterwards.
create or replace temp table arm_set_found as
with

combination as (
    select referred as arms, in_baseline, in_strict_baseline, referred_later, release_type from release_membership
    union
    select started, in_baseline, in_strict_baseline, referred_later, release_type from release_membership
    union
    select completed, in_baseline, in_strict_baseline, referred_later, release_type from release_membership
),

final as (
    select
        (row_number() over (
            order by arms, in_baseline, in_strict_baseline, referred_later, release_type
        ) - 1)::usmallint as arm_set,
        *
    from combination
)

select * from final
order by arm_set;
