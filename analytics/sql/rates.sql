-- One row a set of arms and a level: releases, those followed for the whole window, and those of them with the event.
select
    {level} as level,
    {arm_set} as arm_set,
    count(*) as releases,
    count(*) filter (follow_up_day >= $window_days::integer) as mature,
    count(*) filter (
        follow_up_day >= $window_days::integer
        and {outcome} % 4 = 1
        and {outcome} <= 4 * $window_days::integer + 1
    ) as events
from ({counted})
group by 1, 2
order by 1, 2
