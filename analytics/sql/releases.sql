-- One row a set of arms and a level: releases.
select
    {level} as level,
    {arm_set} as arm_set,
    count(*) as releases
from ({counted})
group by 1, 2
order by 1, 2
