-- A release a row, with the year of its day 0.
select {columns}, year(released_on) as release_year
from {table}
order by release_year, {key}
