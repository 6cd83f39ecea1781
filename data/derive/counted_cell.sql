-- One row a window, a set of arms and a cell of covariates, for one outcome: releases followed for the whole window, those
-- with the event in it, and the same of their person's first releases. Windows lie inside one another, so that the records
-- are grouped once: by how many of the windows a release was followed for, and in how many of them the event lies.
-- windows: months, from which of these numbers on a release was followed, and from which on it has the event.
with told_apart as materialized (
    select
        {exposure}_set as arm_set,
        {cell}::uinteger as cell,
        ({followed})::utinyint as followed,
        (case when {outcome} % 4 = 1 then {had} else 0 end)::utinyint as had,
        count(*) as releases,
        count(*) filter (order_in_person = 1) as first_releases
    from counted_release
    group by all
),
windows as (select unnest($months) as months, unnest($followed) as followed, unnest($had) as had)
select
    '{outcome}' as outcome,
    windows.months,
    arm_set,
    cell,
    sum(releases) as releases,
    coalesce(sum(releases) filter (told_apart.had >= windows.had), 0) as events,
    sum(first_releases) as first_releases,
    coalesce(sum(first_releases) filter (told_apart.had >= windows.had), 0) as first_events
from told_apart join windows on told_apart.followed >= windows.followed
group by all
order by windows.months
