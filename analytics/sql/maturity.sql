-- One row: releases, those followed for at least $window_days days, and of how many people the first of those are, and
-- of the others. That is enough to see whether they are few.
with

followed as (
    select person_number from counted_release where follow_up_day >= $window_days limit $looked_at
),

not_followed as (
    select person_number from counted_release where follow_up_day < $window_days limit $looked_at
),

final as (
    select
        (select count(*) from counted_release) as releases,
        (select count(*) from counted_release where follow_up_day >= $window_days) as followed,
        (select count(distinct person_number) from followed) as people_followed,
        (select count(distinct person_number) from not_followed) as people_not_followed
)

select * from final
