-- One row a set of arms and a cell as the load counted them, where nothing is selected: releases followed for the whole
-- window, and those of them with the event inside it.
select
    arm_set,
    cell,
    {releases} as releases,
    {events} as events
from counted_cell
where outcome = $outcome and months = $months
