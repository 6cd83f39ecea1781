-- One row a level, an item, a place and a scale: how many were asked, answered and were satisfied, and how far
-- above the lowest answer they were in sum.
select
    level,
    item,
    arm_set,
    about_set,
    coalesce(scale_length, 0)::double as scale_length,
    count(*) as invited,
    count(*) filter (state > 0) as answered,
    count(*) filter (state = 2) as satisfied,
    coalesce(sum(above_lowest), 0)::double as above_lowest
from ({answers})
group by 1, 2, 3, 4, 5
order by 1, 2, 3, 4, 5
