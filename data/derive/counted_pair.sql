-- One row a window, two sets of arms and whether the event fell into the window, for one outcome under one exposure:
-- pairs of releases of one person that were both followed for the whole window.
select
    '{exposure}' as exposure,
    '{outcome}' as outcome,
    counted_window.months,
    arm_set as first_set,
    second_arm_set as second_set,
    {outcome} % 4 = 1 and {outcome} <= 4 * counted_window.days + 1 as first_event,
    second_{outcome} % 4 = 1 and second_{outcome} <= 4 * counted_window.days + 1 as second_event,
    count(*) as pairs
from repeated_pair
inner join counted_window on both_followed >= counted_window.days
group by all
