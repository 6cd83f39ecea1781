-- One row a band of attendance: releases of an arm followed for the whole window, and those with the event. Attendance
-- is the share of the planned sessions that the person attended; releases without planned sessions on record are in none.
with

attended as (
    select
        participation_release.release_number,
        sum(participation.sessions_attended) as attended,
        sum(participation.sessions_planned) as planned
    from participation
    inner join participation_release using (participation_id)
    where participation.model = $model
      and participation.sessions_planned > 0
      and participation.sessions_attended is not null
    group by participation_release.release_number
),

banded as (
    select
        case
            when attended.attended = 0 then 'none'
            when 2 * attended.attended < attended.planned then 'under_half'
            when attended.attended < attended.planned then 'half_or_more'
            else 'all'
        end as band,
        counted.{outcome} % 4 = 1 and counted.{outcome} <= 4 * $window_days::integer + 1 as had_event
    from ({counted}) as counted
    inner join attended using (release_number)
    where counted.{arm_set} in $arm_sets
      and counted.follow_up_day >= $window_days::integer
),

final as (
    select band, count(*) as n, count(*) filter (had_event) as events
    from banded
    group by band
)

select * from final
