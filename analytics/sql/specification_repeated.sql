-- One row a release of a person with more than one, a person's beside one another: what clustering is made from.
select
    {arm_set} as arm_set,
    {cell} as cell,
    person_number,
    follow_up_day,
    {packed}
from ({counted})
where releases_of_person > 1
