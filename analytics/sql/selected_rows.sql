-- One row a release that passes the selection, in the order of the table: a person's releases beside one another.
select
    {level} as level,
    {arm_set} as arm_set,
    {outcome} as packed,
    follow_up_day,
    order_in_person,
    person_number,
    release_number
from counted_release
where {selected}
limit $limit
