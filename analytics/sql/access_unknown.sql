-- One row a level: releases that the records do not say of whether they are eligible, and people behind them.
with

counted as (
    select release_number, person_number, {level} as level
    from ({counted})
)

select level, count(*) as releases, count(distinct counted.person_number) as people
from counted
inner join release_order using (release_number)
inner join release using (release_id)
where release.eligible is null
group by level
order by level
