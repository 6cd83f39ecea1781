-- One row a set of programs started by the day of release, a kind of case, a sex and a covariate cell: releases (of_all),
-- those followed for the whole window (releases), and those of them with the event inside it. In the set each program has
-- two bits: that it was started, and that it was started in the version made for women.
-- Releases are grouped as doubles: see chosen_first.sql.
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
    select any_value(release_number) as release_number, bit_or((1 + 2 * for_women::integer) << (2 * list_position($programs, program::varchar) - 2)) as programs
    from placed_service
    inner join counted using (release_number)
    where before_release
    group by release_number::double
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
