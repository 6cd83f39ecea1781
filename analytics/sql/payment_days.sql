-- One row a release, a kind and unit, and a month after the order: what was paid in it; month -1 holds what was ordered.
with

counted as (
    select release_number, person_number, {arm_set} as arm_set
    from ({counted})
)

select
    arm_set,
    kind,
    unit,
    month,
    person_number as person,
    amount
from placed_payment
inner join counted using (release_number)
where {of_some}
