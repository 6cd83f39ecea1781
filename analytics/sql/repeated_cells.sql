-- One row a release of a person with more than one, followed for the whole window, a person's beside one another.
select
    {level} as level,
    {arm_set} as arm_set,
    {cell} as cell,
    person_number,
    {outcome} % 4 = 1 and {outcome} <= 4 * $window_days::integer + 1 as event
from ({counted})
where releases_of_person > 1
  and follow_up_day >= $window_days::integer
