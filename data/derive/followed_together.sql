-- One row the sets of arms under all exposures at once, the whole months of 365/12 days that a release was followed (up
-- to $longest) and for each outcome whether its event was seen: releases are read once for all of them.
select
    referred_set,
    started_set,
    completed_set,
    least((12 * (follow_up_day::integer + 1) - 1) // 365, $longest::integer) as months,
    rearrest % 4 = 1 as rearrest,
    reconviction % 4 = 1 as reconviction,
    reincarceration % 4 = 1 as reincarceration,
    technical_return % 4 = 1 as technical_return,
    violent_rearrest % 4 = 1 as violent_rearrest,
    return_to_prison % 4 = 1 as return_to_prison,
    any_return % 4 = 1 as any_return,
    count(*) as releases,
    count(*) filter (order_in_person = 1) as first_releases
from counted_release
group by all
