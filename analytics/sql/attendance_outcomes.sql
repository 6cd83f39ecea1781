-- One row a model and how much of its sessions was attended (0 none, 1 some, 2 all): releases whose participation had ended by
-- the day of release, followed for the whole window; and with the event inside it. Of several, the fullest counts.
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
        model.code,
        release_number,
        max(case when sessions_attended = 0 then 0 when sessions_attended < sessions_planned then 1 else 2 end) as band
    from participation
    inner join participation_release using (participation_id)
    inner join release_order using (release_number)
    inner join model on participation.model = model.code
    where sessions_planned > 0
      and sessions_attended is not null
      and participation.status in ('declined', 'completed', 'withdrawn', 'removed')
      and participation.ended_on <= release_order.released_on
      and model.code <> $baseline
    group by 1, 2
)

select code, band, sum(mature) as mature, sum(event) as events
from attended
inner join counted using (release_number)
group by 1, 2
order by 1, 2
