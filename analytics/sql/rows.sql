-- One row a chosen release: all that is counted of it.
select
    {level} as level,
    {arm_set} as arm_set,
    {outcome} as packed,
    follow_up_day,
    person_number,
    order_in_person,
    release_number,
    releases_of_person > 1 as repeated
from ({counted})
