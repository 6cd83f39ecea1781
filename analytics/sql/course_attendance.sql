-- One row a model, the sessions planned and the sessions attended in closed participations; hours in tens likewise.
select
    position, 'sessions' as counted_in, sessions_planned::integer as planned,
    least(sessions_attended, sessions_planned)::integer as attended,
    count(*) as participations, count(distinct person_number) as people
from course_chosen
where state > 0 and sessions_planned > 0 and sessions_attended is not null
group by all

union all

select
    position, 'hours', 40, (least(floor(hours / 10), 4) * 10)::integer,
    count(*), count(distinct person_number)
from course_chosen
where state > 0 and hours is not null
group by all
order by all
