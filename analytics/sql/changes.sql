-- One row a level, an item, a place and a change from before to after: how many pairs. Null: not to be compared.
select level, item, arm_set, about_set, change, count(*) as pairs
from ({answers})
where band is null and state > 0
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
