-- One row a set of programs started by the day of release, a kind of case, a sex and a covariate cell: releases (of_all),
-- those followed for the whole window (releases), and those of them with the event inside it. In the set each program has
-- two bits: that it was started, and that it was started in the version made for women.
with

counted as (
    select
        release_number,
        release_type,
        sex = $female as woman,
        {cell} as cell,
        follow_up_day >= $window_days::integer as mature,
        {outcome} % 4 = 1 and {outcome} <= 4 * $window_days::integer + 1 as had_it
    from ({counted})
),

started as (
    select
        release_order.release_number,
        bit_or((1 + 2 * coalesce(service.gender_responsive, false)::integer) << (2 * list_position($programs, service.program::varchar) - 2)) as programs
    from service
    inner join release_order using (release_id)
    where service.started_on <= release_order.released_on
    group by 1
)

select
    coalesce(started.programs, 0) as programs,
    counted.release_type,
    counted.woman,
    counted.cell,
    count(*) as of_all,
    count(*) filter (counted.mature) as releases,
    count(*) filter (counted.mature and counted.had_it) as events
from counted
left join started using (release_number)
group by all
