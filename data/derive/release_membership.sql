-- One row a release: its arms and its place in the baseline; without any participation: no arm, in the baseline.
create or replace temp table release_membership as
with

final as (
    select
        release_number,
        coalesce(referred, 0)::bigint as referred,
        coalesce(started, 0)::bigint as started,
        coalesce(completed, 0)::bigint as completed,
        coalesce(in_baseline, true) as in_baseline,
        coalesce(in_strict_baseline, true) as in_strict_baseline,
        coalesce(referred_later, false) as referred_later,
        coalesce(release_type::varchar, 'unknown') as release_type
    from release_order
    left join release_arms using (release_number)
)

select * from final;
