-- One row a level, a set of arms, what was ordered (kind, payee, unit) and a person: the person's orders, how many of
-- them were kept in full or not at all, and the amounts in ten-thousandths, so that they add up exactly.
-- Orders counted are those of at least $least_age days on $data_as_of; younger and undated ones are counted apart.
with

counted as (
    select release_number, person_number, {arm_set} as arm_set, {level} as level
    from ({counted})
),

dated as (
    select
        release_number,
        enum_code(kind)::integer as kind,
        coalesce(enum_code(payee)::integer, -1) as payee,
        enum_code(unit)::integer as unit,
        victim_id,
        ordered,
        fulfilled,
        coalesce($data_as_of::date - ordered_on >= $least_age::integer, false) as counts
    from obligation
    inner join release_order using (release_id)
    where ordered > 0
),

final as (
    select
        level::integer as level,
        arm_set::integer as arm_set,
        kind,
        payee,
        unit,
        person_number::bigint as person,
        count(*) filter (counts) as orders,
        count(*) filter (counts and fulfilled >= ordered) as in_full,
        count(*) filter (counts and fulfilled = 0) as nothing,
        count(*) filter (not counts) as left_out,
        count(distinct release_number) filter (counts) as releases,
        count(distinct victim_id) filter (counts) as victims,
        coalesce(sum(ordered) filter (counts), 0)::double * 10000 as ordered,
        coalesce(sum(fulfilled) filter (counts), 0)::double * 10000 as paid,
        coalesce(sum(fulfilled) filter (counts and victim_id is not null), 0)::double * 10000 as paid_to_victims
    from dated
    inner join counted using (release_number)
    group by 1, 2, 3, 4, 5, 6
)

select * from final
order by level, kind, unit, payee, person, arm_set
