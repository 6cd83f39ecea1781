-- One row a set of arms, a number of whole months and whether the event was seen, for one outcome under one exposure:
-- releases (and first releases) followed for so many months of 365/12 days and no more, up to $longest.
select
    '{exposure}' as exposure,
    '{outcome}' as outcome,
    arm_set,
    least((12 * (follow_up_day::integer + 1) - 1) // 365, $longest::integer) as months,
    event,
    sum(releases) as releases,
    sum(first_releases) as first_releases
from (
    select
        {exposure}_set as arm_set,
        follow_up_day,
        {outcome} % 4 = 1 as event,
        count(*) as releases,
        count(*) filter (order_in_person = 1) as first_releases
    from counted_release
    group by all
)
group by arm_set, months, event
