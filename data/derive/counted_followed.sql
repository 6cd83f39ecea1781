-- One row a set of arms, a number of whole months and whether the event was seen, for one outcome under one exposure:
-- releases (and first releases) followed for so many months and no more.
select
    '{exposure}' as exposure,
    '{outcome}' as outcome,
    {exposure}_set as arm_set,
    months,
    {outcome} as event,
    sum(releases) as releases,
    sum(first_releases) as first_releases
from followed_together
group by arm_set, months, event
