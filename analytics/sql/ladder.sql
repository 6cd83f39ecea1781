-- One row a level, a model, a last step reached and whether the person may stand there again: participations.
select {level}::integer as level, position, furthest, person_again, count(*) as participations
from ({participations})
where {level} is not null
group by 1, 2, 3, 4
order by 1, 2, 3, 4
