-- One row a level, a model (-1: any that counts as restorative), a number of eligible releases and of those that reached
-- each step: people with just these numbers. A step is reached by its own day, a later step's, or by completing.
-- Persons are grouped as doubles: see chosen_first.sql.
with

step as (
    select
        access_release.level,
        access_release.person_number,
        access_release.release_number,
        unnest(case when model.counts_as_restorative then [position::integer, -1] else [position::integer] end) as position,
        placed.furthest
    from {placed_participation} as placed
    inner join access_release using (release_number)
    inner join model using (position)
    where access_release.stands
      and model.code <> $baseline
),

of_release as (
    select
        any_value(level) as level,
        position,
        any_value(person_number) as person_number,
        max(furthest) as furthest
    from step
    group by position, release_number::double
),

of_person as (
    select
        level,
        position,
        any_value(person_number) as person_number,
        count(*) as referred,
        count(*) filter (furthest >= 1) as consented,
        count(*) filter (furthest >= 2) as started,
        count(*) filter (furthest >= 3) as completed
    from of_release
    group by level, position, person_number::double
),

-- Of whom several releases count; of all others one does.
several as (
    select level, any_value(person_number) as person_number, count(*) as releases
    from access_release
    where stands
    group by level, person_number::double
    having count(*) > 1
)

select
    level,
    position,
    coalesce(several.releases, 1) as releases,
    referred,
    consented,
    started,
    completed,
    count(*) as people
from of_person
left join several using (level, person_number)
group by all
order by all
