-- One row a level, a set of arms, what was ordered (kind, payee, unit), a release and a victim named: orders and amounts.
with

counted as (
    select release_number, person_number, {arm_set} as arm_set, {level} as level
    from ({counted})
)

select
    level::usmallint as level,
    arm_set,
    person_number as person,
    placed.*
from placed_order as placed
inner join counted using (release_number)
where {which}
