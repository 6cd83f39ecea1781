-- The rows of cells.sql where nothing is selected, from the cells that were counted at the load; {cell} is made from
-- theirs.
select
    arm_set,
    {cell} as cell,
    sum({releases})::bigint as releases,
    sum({events})::bigint as events
from counted_cell
where outcome = $outcome and months = $months and {releases} > 0
group by 1, 2
