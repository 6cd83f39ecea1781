-- The rows of days.sql where nothing is selected, as they were counted at the load.
select
    arm_set,
    packed,
    {releases} as releases
from counted_day
where exposure = $exposure and outcome = $outcome and {releases} > 0
