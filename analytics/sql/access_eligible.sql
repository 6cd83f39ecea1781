-- One row a level and a number of eligible releases: people who have so many.
-- Persons are grouped as doubles: see chosen_first.sql.
with

person as (
    select ({level})::integer as level, count(*) as releases
    from access_release
    where stands
    group by 1, person_number::double
)

select level, releases, count(*) as people
from person
group by level, releases
order by level, releases
