-- One row a value of one column that occurs: how many releases have it.
select '{column}' as dimension, {column}::usmallint as code, count(*) as releases
from counted_release
group by {column}
