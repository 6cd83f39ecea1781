-- One row a model and how much of its sessions was attended (0 none, 1 some, 2 all): releases whose participation had ended by
-- the day of release, followed for the whole window; and with the event inside it. Of several, the fullest counts.
-- Releases are grouped as doubles: see chosen_first.sql.
with

counted as (
    select
        release_number,
        (follow_up_day >= $window_days::integer)::integer as mature,
        (follow_up_day >= $window_days::integer and {outcome} % 4 = 1 and {outcome} <= 4 * $window_days::integer + 1)::integer as event
    from ({counted})
),

attended as (
    select
        position,
        any_value(mature) as mature,
        any_value(event) as event,
        max(case when sessions_attended = 0 then 0 when sessions_attended < sessions_planned then 1 else 2 end) as band
    from placed_participation
    inner join counted using (release_number)
    where sessions_planned > 0
      and sessions_attended is not null
      and over
    group by position, release_number::double
)

select code, band, sum(mature) as mature, sum(event) as events
from attended
inner join model using (position)
where code <> $baseline
group by 1, 2
order by 1, 2
