-- The rows of immature.sql where nothing is selected, as they were counted at the load.
select
    0::utinyint as level,
    arm_set,
    event::utinyint as event,
    sum({releases})::double as releases
from counted_followed
where exposure = $exposure and outcome = $outcome and months < $window
group by arm_set, event
