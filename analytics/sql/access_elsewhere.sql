-- One row a level, a model (-1: any that counts as restorative; -2: none, for everybody) and what a person has there and on
-- all other levels together: eligible releases, and of those the ones that reached each step. People with just these
-- numbers, of those who stand on several levels.
-- Persons are grouped as doubles: see chosen_first.sql.
with

of_level as (
    select ({level})::integer as level, any_value(person_number) as person_number, count(*) as releases
    from access_release
    where stands
    group by 1, person_number::double
),

several as (
    select any_value(person_number) as person_number, sum(releases) as releases
    from of_level
    group by person_number::double
    having count(*) > 1
),

reached as ({of_person}),

anywhere as (
    select
        position,
        any_value(person_number) as person_number,
        sum(referred) as referred,
        sum(consented) as consented,
        sum(started) as started,
        sum(completed) as completed
    from reached
    group by position, person_number::double
    union all
    select -2, person_number, 0, 0, 0, 0
    from several
)

select
    of_level.level,
    anywhere.position,
    of_level.releases,
    (several.releases - of_level.releases)::bigint as releases_elsewhere,
    coalesce(reached.referred, 0) as referred,
    coalesce(reached.consented, 0) as consented,
    coalesce(reached.started, 0) as started,
    coalesce(reached.completed, 0) as completed,
    (anywhere.referred - coalesce(reached.referred, 0))::bigint as referred_elsewhere,
    (anywhere.consented - coalesce(reached.consented, 0))::bigint as consented_elsewhere,
    (anywhere.started - coalesce(reached.started, 0))::bigint as started_elsewhere,
    (anywhere.completed - coalesce(reached.completed, 0))::bigint as completed_elsewhere,
    count(*) as people
from of_level
inner join several using (person_number)
inner join anywhere using (person_number)
left join reached
    on reached.level = of_level.level
    and reached.position = anywhere.position
    and reached.person_number = of_level.person_number
group by all
order by all
