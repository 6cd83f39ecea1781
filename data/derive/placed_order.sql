-- One row a release and what was ordered (kind, payee, unit): its orders, how many of them were kept in full or not at all,
-- and the amounts in ten-thousandths, so that they add up exactly.
-- Orders counted are those of at least $least_age_of_orders days on the records' last day; younger and undated ones are
-- counted apart.
create table placed_order as
with

last_day as (
    select max(follow_up_ended_on) as observed_on from release
),

dated as (
    select
        release_number,
        enum_code(kind)::tinyint as kind,
        coalesce(enum_code(payee)::tinyint, -1)::tinyint as payee,
        enum_code(unit)::tinyint as unit,
        victim_id,
        ordered,
        fulfilled,
        coalesce(observed_on - ordered_on >= $least_age_of_orders::integer, false) as counts
    from obligation
    inner join release_order using (release_id)
    cross join last_day
    where ordered > 0
),

-- Each victim once, so that they can be counted.
owed as (
    select
        release_number, kind, payee, unit, victim_id, counts,
        count(*) as orders,
        count(*) filter (fulfilled >= ordered) as in_full,
        count(*) filter (fulfilled = 0) as nothing,
        sum(ordered) as ordered,
        sum(fulfilled) as paid
    from dated
    group by all
),

final as (
    select
        release_number,
        kind,
        payee,
        unit,
        coalesce(sum(orders) filter (counts), 0)::integer as orders,
        coalesce(sum(in_full) filter (counts), 0)::integer as in_full,
        coalesce(sum(nothing) filter (counts), 0)::integer as nothing,
        coalesce(sum(orders) filter (not counts), 0)::integer as left_out,
        (count(victim_id) filter (counts))::integer as victims,
        coalesce(sum(ordered) filter (counts), 0)::double * 10000 as ordered,
        coalesce(sum(paid) filter (counts), 0)::double * 10000 as paid,
        coalesce(sum(paid) filter (counts and victim_id is not null), 0)::double * 10000 as paid_to_victims
    from owed
    group by release_number, kind, payee, unit
)

select * from final
order by kind, unit, payee, release_number;
