-- One row a model, how participations stand and a day after their begin: participations, and people whose first such
-- day it is. What has no day of its own (null) or one before its begin is counted under day -1.
-- Persons and days are grouped as doubles: see chosen_first.sql.
with

dated as (
    select position, state, person_number, case when day >= 0 then day else -1 end::double as day
    from course_chosen
),

first_of_person as (
    select position, state, min(day) as day
    from dated
    group by position, state, person_number::double
),

counted as (
    select position, state, day, count(*) as participations, 0 as people from dated group by all
    union all
    select position, state, day, 0, count(*) from first_of_person group by all
)

select position, state, day::integer as day, sum(participations)::bigint as participations, sum(people)::bigint as people
from counted
group by position, state, day
order by position, state, day
