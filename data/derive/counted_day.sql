-- One row a set of arms, a last day of observation and what happened on it (packed: 4 x day + state), for one outcome
-- under one exposure: how many releases, and how many of them are their person's first.
select
    '{exposure}' as exposure,
    '{outcome}' as outcome,
    {exposure}_set as arm_set,
    {outcome} as packed,
    count(*) as releases,
    count(*) filter (order_in_person = 1) as first_releases
from counted_release
group by arm_set, packed
