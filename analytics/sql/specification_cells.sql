-- One row a set of arms, a covariate cell, in how many of the windows a release was followed to the end, and in how
-- many of them each outcome's event lies: releases. Windows lie inside one another, so these numbers tell all of them.
select
    {arm_set} as arm_set,
    {cell} as cell,
    {followed} as followed,
    {had},
    count(*) as releases
from ({counted})
group by all
