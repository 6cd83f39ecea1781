-- The rows of cells.sql where nothing is selected, from the cells that were counted at the load; {cell} is made from
-- theirs.
select
    arm_set,
    {cell} as cell,
    sum({releases})::bigint as releases,
    coalesce(sum({releases}) filter (had >= $had), 0)::bigint as events
from counted_cell
where outcome = $outcome and followed >= $followed and {releases} > 0
group by 1, 2
