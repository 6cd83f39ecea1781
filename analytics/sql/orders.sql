-- One row a level, a set of arms, what was ordered (kind, payee, unit) and a release: its orders and amounts.
with

counted as (
    select release_number, person_number, {arm_set} as arm_set, {level} as level
    from ({counted})
)

select
    level::integer as level,
    arm_set::integer as arm_set,
    person_number::bigint as person,
    placed.*
from placed_order as placed
inner join counted using (release_number)
