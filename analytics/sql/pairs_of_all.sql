-- Pairs of releases of one person, both followed for the whole window, where nothing is selected: as they were counted
-- at the load.
select first_set, second_set, first_event::utinyint as first_event, second_event::utinyint as second_event, pairs
from counted_pair
where exposure = $exposure and outcome = $outcome and months = $window
