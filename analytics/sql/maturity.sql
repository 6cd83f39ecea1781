-- One row: releases and their people, and those followed for at least $window_days days.
with

releases as (
    select person_number, follow_up_day >= $window_days as is_followed
    from counted_release
),

final as (
    select
        count(*) as releases,
        count(*) filter (is_followed) as followed,
        count(distinct person_number) filter (is_followed) as people_followed,
        count(distinct person_number) filter (not is_followed) as people_not_followed
    from releases
)

select * from final
