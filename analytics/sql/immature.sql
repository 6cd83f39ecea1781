-- One row a set of arms, a level and whether the event was seen: releases not followed for the whole window.
-- What is left of the releases by day is those who were.
select
    {level} as level,
    {arm_set} as arm_set,
    case when {outcome} % 4 = 1 then 1 else 0 end as event,
    count(*) as releases
from ({counted})
where follow_up_day < $window_days::integer
group by {by} arm_set, event
