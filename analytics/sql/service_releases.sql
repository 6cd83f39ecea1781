-- One row a program, whether it is the version made for women, a kind of case and (for that version) women only: releases
-- whose person had started it by the day of release; followed for the whole window, and with the event inside it.
-- Program null: every release that the question is about, whatever programs it had.
with

counted as (
    select
        release_number,
        release_type,
        sex = $female as woman,
        (follow_up_day >= $window_days::integer)::integer as mature,
        (follow_up_day >= $window_days::integer and {outcome} % 4 = 1 and {outcome} <= 4 * $window_days::integer + 1)::integer as event
    from ({counted})
),

started as (
    select
        release_order.release_number,
        service.program::varchar as program,
        coalesce(bool_or(service.gender_responsive), false) as responsive
    from service
    inner join release_order using (release_id)
    where service.started_on <= release_order.released_on
    group by 1, 2
),

had as (
    select program, false as for_women, counted.* from counted inner join started using (release_number)
    union all
    select program, true, counted.* from counted inner join started using (release_number) where responsive and woman
    union all
    select null, false, counted.* from counted
    union all
    select null, true, counted.* from counted where woman
)

select program, for_women, release_type, count(*) as releases, sum(mature) as mature, sum(event) as events
from had
group by all
order by all
