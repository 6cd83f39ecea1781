-- One row a release of a person with more than one: what clustering by person needs of a curve.
select
    {level} as level,
    {arm_set} as arm_set,
    person_number,
    case when {outcome} < 4 * ($last_day::integer + 1) then {outcome} else 4 * $last_day::integer end as packed
from ({counted})
where releases_of_person > 1
order by person_number, release_number
