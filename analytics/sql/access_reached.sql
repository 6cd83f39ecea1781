-- One row a level, a model (-1: any that counts as restorative), a number of eligible releases and of those that reached
-- each step: people with just these numbers.
-- Persons are grouped as doubles: see chosen_first.sql.
with

of_person as ({of_person}),

-- Of whom several releases count; of all others one does.
several as (
    select ({level})::integer as level, any_value(person_number) as person_number, count(*) as releases
    from access_release
    where stands
    group by 1, person_number::double
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
