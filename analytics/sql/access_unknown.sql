-- One row a level: releases that the records do not say of whether they are eligible, and people behind them.
with

counted as (
    select release_number, person_number, {level} as level
    from ({counted})
)

select level, count(*) as releases, count(distinct counted.person_number) as people
from counted
inner join {placed_eligible} as placed using (release_number)
where placed.eligible is null
group by level
order by level
