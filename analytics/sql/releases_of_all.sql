-- The rows of releases.sql where nothing is selected, as they were counted at the load.
select
    arm_set,
    sum({releases})::double as releases
from counted_followed
where exposure = $exposure and outcome = $outcome
group by arm_set
having sum({releases}) > 0
