-- The rows of immature.sql where nothing is selected, as they were counted at the load: several of a kind.
select
    arm_set,
    event::utinyint as event,
    {releases} as releases
from counted_followed
where exposure = $exposure and outcome = $outcome and months < $window
