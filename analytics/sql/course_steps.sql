-- One row a model and a step: the days that it took in the middle case, counted from the step before, and people.
with

taken as (
    unpivot (
        select position, person_number, consented, started, agreement_reached, agreement_completed,
            case when state = 1 then day end as completed
        from course_chosen
    )
    on consented, started, agreement_reached, agreement_completed, completed
    into name step value days
)

select position, step, median(days) as days, count(distinct person_number) as people
from taken
where days >= 0
group by position, step
order by position, step
