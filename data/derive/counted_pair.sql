-- One row a window, two sets of arms and whether the event fell into the window, for one outcome under one exposure:
-- pairs of releases of one person that were both followed for the whole window.
select
    '{exposure}' as exposure,
    '{outcome}' as outcome,
    months,
    first_set,
    second_set,
    {outcome} as first_event,
    second_{outcome} as second_event,
    sum(pairs) as pairs
from pair_together
group by all
