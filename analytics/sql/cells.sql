-- One row a set of arms, a level and a covariate cell: releases followed for the whole window, and those of them
-- with the event inside it. A cell is one number made from the codes of all covariates.
select
    {level} as level,
    {arm_set} as arm_set,
    {cell} as cell,
    count(*) as releases,
    count(*) filter ({outcome} % 4 = 1 and {outcome} <= 4 * $window_days::integer + 1) as events
from ({counted})
where follow_up_day >= $window_days::integer
group by {by} arm_set, cell
