-- One row a set of arms, a level and a covariate cell: releases followed for the whole window before which the person
-- was arrested in the time that the negative control looks back.
select
    {level} as level,
    {arm_set} as arm_set,
    {cell} as cell,
    count(*) as releases
from ({counted}) as counted
inner join earlier_arrest using (release_number)
where follow_up_day >= $window_days::integer
group by {by} arm_set, cell
