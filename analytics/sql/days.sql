-- One row a set of arms, a level, a last day of observation and what happened on it: how many releases.
-- Time is cut after $last_day: what happens later is a release still under observation then.
select
    {level} as level,
    {arm_set} as arm_set,
    case when {outcome} < 4 * ($last_day::integer + 1) then {outcome} else 4 * $last_day::integer end as packed,
    count(*) as releases
from ({counted})
group by 1, 2, 3
