-- One row a level, a model (-1: any that counts as restorative), a number of eligible releases and of those that reached
-- each step: people with just these numbers. A step is reached by its own day, a later step's, or by completing.
with

step as (
    select
        access_release.level,
        access_release.person_number,
        access_release.releases,
        release_number,
        placed.position,
        coalesce(model.counts_as_restorative, false) as restorative,
        placed.furthest
    from {placed_participation} as placed
    inner join access_release using (release_number)
    inner join model using (position)
    where model.code <> $baseline
),

of_model as (
    select * from step
    union all
    select level, person_number, releases, release_number, -1, restorative, furthest from step where restorative
),

of_release as (
    select level, position, person_number, releases, release_number, max(furthest) as furthest
    from of_model
    group by level, position, person_number, releases, release_number
),

of_person as (
    select
        level,
        position,
        person_number,
        releases,
        count(*) as referred,
        count(*) filter (furthest >= 1) as consented,
        count(*) filter (furthest >= 2) as started,
        count(*) filter (furthest >= 3) as completed
    from of_release
    group by level, position, person_number, releases
)

select level, position, releases, referred, consented, started, completed, count(*) as people
from of_person
group by all
order by all
