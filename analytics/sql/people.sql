-- People, not releases, in each group of sets of arms on a level: followed for the whole window, with the event, without it.
select
    {level} as level,
    count(distinct person_number) filter (follow_up_day >= $window_days::integer) as mature,
    count(distinct person_number) filter (
        follow_up_day >= $window_days::integer and {outcome} % 4 = 1 and {outcome} <= 4 * $window_days::integer + 1
    ) as events,
    count(distinct person_number) filter (
        follow_up_day >= $window_days::integer and not ({outcome} % 4 = 1 and {outcome} <= 4 * $window_days::integer + 1)
    ) as others
from ({counted})
where {arm_set} in $arm_sets
group by 1
order by 1
