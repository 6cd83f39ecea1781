-- One row a release of a person with more than one, a person's beside one another: what their pairs are made from.
select
    {level} as level,
    {arm_set} as arm_set,
    person_number,
    follow_up_day,
    {outcome} as packed
from ({counted})
where releases_of_person > 1
