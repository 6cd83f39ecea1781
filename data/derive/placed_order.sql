-- One row a release, what was ordered (kind, payee, unit) and the victim whom the order names: its orders, how many of them
-- were kept in full or not at all, and the amounts in ten-thousandths, so that they add up exactly.
-- victim: its number among those whom the orders of this person name, 0 where none is named. One victim may stand in several
-- rows of a person; whoever adds rows up counts each number once.
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
        case
            when victim_id is null then 0
            else dense_rank() over (partition by person_number, victim_id is null order by victim_id)
        end as victim,
        ordered,
        fulfilled,
        coalesce(observed_on - ordered_on >= $least_age_of_orders::integer, false) as counts
    from obligation
    inner join release_order using (release_id)
    cross join last_day
    where ordered > 0
),

final as (
    select
        release_number,
        kind,
        payee,
        unit,
        victim::uinteger as victim,
        (count(*) filter (counts))::integer as orders,
        (count(*) filter (counts and fulfilled >= ordered))::integer as in_full,
        (count(*) filter (counts and fulfilled = 0))::integer as nothing,
        (count(*) filter (not counts))::integer as left_out,
        coalesce(sum(ordered) filter (counts), 0)::double * 10000 as ordered,
        coalesce(sum(fulfilled) filter (counts), 0)::double * 10000 as paid
    from dated
    group by release_number, kind, payee, unit, victim
)

select * from final
order by kind, unit, payee, release_number, victim;
