-- One row a level: releases that the records do not say of whether they are eligible, and people behind them.
select ({level})::integer as level, count(*) as releases, count(distinct person_number) as people
from access_release
where eligible is null
group by 1
order by 1
