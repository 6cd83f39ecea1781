-- One row a model, how participations stand and a day after their begin: participations, and people whose first such
-- day it is. What has no day of its own (null) or one before its begin is counted under day -1.
with

dated as (
    select position, state, person_number, case when day >= 0 then day else -1 end as day
    from ({chosen})
),

placed as (
    select *, row_number() over (partition by position, state, person_number order by day) = 1 as first
    from dated
)

select position, state, coalesce(day, -1) as day, count(*) as participations, count(*) filter (first) as people
from placed
group by 1, 2, 3
order by 1, 2, 3
