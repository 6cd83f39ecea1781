-- One row a level, a model and a set of last steps reached (bits) by the participations of one person: people.
with

person as (
    select level, position, person_id, bit_or(1 << furthest) as steps
    from participation_counted
    group by 1, 2, 3
)

select level, position, steps, count(*) as people
from person
group by 1, 2, 3
order by 1, 2, 3
