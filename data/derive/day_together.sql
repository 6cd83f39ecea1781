-- One row the sets of arms under all exposures at once and an outcome: releases are read once an outcome, not once an
-- exposure too, since most of them are in the same set under each.
select
    referred_set,
    started_set,
    completed_set,
    {outcome} as packed,
    count(*) as releases,
    count(*) filter (order_in_person = 1) as first_releases
from counted_release
group by all
