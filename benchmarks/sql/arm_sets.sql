-- One row a set of arms, as the derive step makes them: nobody's arm, each model alone, some together; by
-- release type and by whether a referral came later. `weight` is how common it is in the invented records.
create or replace temp table invented_set as
with

combination as (
    select 0::bigint as arms, 6000 as weight
    union all
    select 1::bigint << position, 250 - 15 * position from range(9) as model (position)
    union all
    select (1::bigint << first) | (1::bigint << second), 20
    from range(9) as one (first)
    inner join range(9) as other (second) on first < second and (first + 2 * second) % 3 = 0
    union all
    select (7::bigint << first), 5 from range(0, 7, 2) as three (first)
),

kind as (
    select * from (values ('diversion', 1), ('prison_release', 6), ('probation_start', 3)) as kind (release_type, part)
),

standing as (
    select
        arms,
        arms & 63 = 0 as in_baseline,
        arms = 0 as in_strict_baseline,
        false as referred_later,
        weight
    from combination
    union all
    -- referred once, never started, or only in an earlier release: in no arm, and not in the baseline
    select 0, false, false, false, 200
    union all
    select arms, true, arms = 0, true, weight / 20 from combination where arms & 63 = 0
),

final as (
    select
        (row_number() over (
            order by arms, in_baseline, in_strict_baseline, referred_later, release_type
        ) - 1)::usmallint as arm_set,
        standing.* exclude (weight),
        release_type,
        weight * part as weight
    from standing
    cross join kind
)

select * from final;

create table arm_set as select * exclude (weight) from invented_set order by arm_set;

-- One row a ticket of 4,096 to draw from: the sets under each exposure; three in five start, three in five of those complete.
create or replace temp table ticket as
with

running as (
    select *, sum(weight) over (order by arm_set) as up_to, sum(weight) over () as total from invented_set
),

drawn as (
    select
        ticket,
        running.*,
        hash(ticket, 'started') % 5 < 3 as started,
        hash(ticket, 'completed') % 5 < 3 as completed
    from range(4096) as all_tickets (ticket)
    inner join running on ticket * total / 4096 >= up_to - weight and ticket * total / 4096 < up_to
),

final as (
    select
        drawn.ticket,
        drawn.release_type,
        drawn.arm_set as referred_set,
        case when started then drawn.arm_set else fewer.arm_set end as started_set,
        case when started and completed then drawn.arm_set else fewer.arm_set end as completed_set
    from drawn
    inner join invented_set as fewer
        on fewer.release_type = drawn.release_type
        and fewer.arms = 0
        and fewer.in_baseline = drawn.in_baseline
        and fewer.referred_later = drawn.referred_later
)

select * from final;
