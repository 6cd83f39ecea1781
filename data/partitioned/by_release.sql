-- A row of a table that names its release, with the year of that release; null where it names none.
select {columns}, year(release.released_on) as release_year
from {table}
left join release using (release_id)
order by release_year, {key}
