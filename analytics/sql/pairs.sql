-- One row a kind of pair: two releases of one person on the same level, both followed for the whole window,
-- by their sets of arms and by which of the two had the event.
with

repeated as (
    select
        person_number,
        release_number,
        {level} as level,
        {arm_set} as arm_set,
        ({outcome} % 4 = 1 and {outcome} <= 4 * $window_days::integer + 1)::integer as event
    from ({counted})
    where releases_of_person > 1 and follow_up_day >= $window_days::integer
),

final as (
    select
        first.level,
        first.arm_set as first_set,
        second.arm_set as second_set,
        first.event as first_event,
        second.event as second_event,
        count(*) as pairs
    from repeated as first
    inner join repeated as second
        on first.person_number = second.person_number
        and first.level = second.level
        and first.release_number < second.release_number
    group by 1, 2, 3, 4, 5
)

select * from final
