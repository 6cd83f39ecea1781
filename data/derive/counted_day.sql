-- One row a set of arms, a last day of observation and what happened on it (packed: 4 x day + state), for one outcome
-- under one exposure: how many releases, and how many of them are their person's first.
select
    '{exposure}' as exposure,
    '{outcome}' as outcome,
    {exposure}_set as arm_set,
    packed,
    sum(releases) as releases,
    sum(first_releases) as first_releases
from {outcome}_together
group by arm_set, packed
