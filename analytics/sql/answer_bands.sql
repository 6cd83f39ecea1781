-- One row a level, an item, a place and a band of the scale: how many answers. Pairs have no band.
select level, item, arm_set, about_set, band, count(*) as answers
from ({answers})
where band is not null
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
