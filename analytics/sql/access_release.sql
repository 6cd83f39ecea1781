-- One row a release that the question is about and that is eligible (where the records tell of it; else every one),
-- with how many such releases its person has on the level.
create or replace temp table access_release as
with

counted as (
    select release_number, person_number, {level} as level
    from ({counted})
),

final as (
    select
        counted.release_number,
        counted.person_number,
        counted.level::integer as level,
        count(*) over (partition by counted.level, counted.person_number) as releases
    from counted
    inner join {placed_eligible} as placed using (release_number)
    where placed.eligible or not $recorded
)

select * from final;
