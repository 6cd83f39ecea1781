-- A row of a table that names no person, in no year.
select {columns}, null::bigint as release_year
from {table}
order by {key}
