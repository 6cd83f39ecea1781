-- One row a set of arms, a cell of covariates, in how many of the windows a release was followed to the end and in how
-- many of them the event lies, for one outcome: releases, and how many of them are their person's first. Windows lie
-- inside one another, so these numbers tell all of them.
select
    '{outcome}' as outcome,
    {exposure}_set as arm_set,
    {cell}::uinteger as cell,
    ({followed})::utinyint as followed,
    (case when {outcome} % 4 = 1 then {had} else 0 end)::utinyint as had,
    count(*) as releases,
    count(*) filter (order_in_person = 1) as first_releases
from counted_release
group by all
