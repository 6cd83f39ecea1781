-- One row a set of arms, a level, a covariate cell, a last day of observation and what happened on it: how many releases.
select
    {level} as level,
    {arm_set} as arm_set,
    {cell} as cell,
    {outcome} as packed,
    count(*) as releases
from ({counted})
group by {by} arm_set, cell, packed
