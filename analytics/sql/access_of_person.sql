-- One row a level, a model and a person (whose: of whom): releases that reached each step.
-- Persons are grouped as doubles: see chosen_first.sql.
select
    ({level})::integer as level,
    access_furthest.position,
    any_value(access_release.person_number) as person_number,
    count(*) as referred,
    count(*) filter (furthest >= 1) as consented,
    count(*) filter (furthest >= 2) as started,
    count(*) filter (furthest >= 3) as completed
from access_furthest
inner join access_release using (release_number)
{whose}
group by 1, 2, access_release.person_number::double
