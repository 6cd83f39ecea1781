-- One row a band of attendance: releases of an arm followed for the whole window, and those with the event. Attendance
-- is the share of the planned sessions that the person attended; releases without planned sessions on record are in none.
-- Releases are grouped as doubles: see chosen_first.sql.
with

counted as (
    select release_number, {outcome} % 4 = 1 and {outcome} <= 4 * $window_days::integer + 1 as had_event
    from ({counted})
    where {arm_set} in $arm_sets
      and follow_up_day >= $window_days::integer
),

attended as (
    select
        any_value(had_event) as had_event,
        sum(sessions_attended) as attended,
        sum(sessions_planned) as planned
    from placed_participation
    inner join counted using (release_number)
    inner join model using (position)
    where model.code = $model
      and sessions_planned > 0
      and sessions_attended is not null
    group by release_number::double
),

banded as (
    select
        case
            when attended = 0 then 'none'
            when 2 * attended < planned then 'under_half'
            when attended < planned then 'half_or_more'
            else 'all'
        end as band,
        had_event
    from attended
),

final as (
    select band, count(*) as n, count(*) filter (had_event) as events
    from banded
    group by band
)

select * from final
