-- One row a level, a model and a set of last steps reached (bits) by the participations of one person, of people who
-- may have several: people.
with

person as (
    select {level}::integer as level, position, person_number, bit_or(1 << furthest) as steps
    from ({participations})
    where {level} is not null and person_again
    group by 1, 2, 3
)

select level, position, steps, count(*) as people
from person
group by 1, 2, 3
order by 1, 2, 3
