-- One row a level, a model and a last step reached: participations.
select level, position, furthest, count(*) as participations
from participation_counted
group by 1, 2, 3
order by 1, 2, 3
