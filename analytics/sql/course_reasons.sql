-- One row a model and a reason for leaving before the end: participations and people.
select position, coalesce(end_reason, 'unknown') as reason, count(*) as participations, count(distinct person_number) as people
from course_chosen
where state = 2
group by 1, 2
order by 1, 2
