-- One row a release, a kind and unit, and a month after the order (or the release, where that came later): what was paid in
-- it, in ten-thousandths; month -1 holds what was ordered. Orders whose clock began at least $least_age_of_paid days before the
-- records' last day and whose payments are on record one by one (or nothing was paid).
create table placed_payment as
with

last_day as (
    select max(follow_up_ended_on) as observed_on from release
),

paid as (
    select obligation_id, sum(amount) as amount
    from payment
    group by obligation_id
),

chosen as (
    select
        obligation.obligation_id,
        release_number,
        enum_code(kind)::integer as kind,
        enum_code(unit)::integer as unit,
        ordered,
        greatest(ordered_on, released_on) as begun_on
    from obligation
    inner join release_order using (release_id)
    left join paid using (obligation_id)
    cross join last_day
    where ordered > 0
      and ordered_on is not null
      and observed_on - greatest(ordered_on, released_on) >= $least_age_of_paid::integer
      and fulfilled = coalesce(paid.amount, 0)
),

flow as (
    select release_number, kind, unit, -1 as month, ordered as amount from chosen
    union all
    select
        release_number, kind, unit,
        greatest(floor((paid_on - begun_on) * 12 / 365.0), 0)::integer,
        amount
    from chosen
    inner join payment using (obligation_id)
)

select
    release_number,
    kind,
    unit,
    month,
    sum(amount)::double * 10000 as amount
from flow
group by all
order by kind, unit, release_number, month;
