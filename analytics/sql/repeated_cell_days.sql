-- One row a release of a person with more than one, a person's beside one another, with its covariate cell and its last day.
select
    {level} as level,
    {arm_set} as arm_set,
    {cell} as cell,
    person_number,
    {outcome} as packed
from ({counted})
where releases_of_person > 1
