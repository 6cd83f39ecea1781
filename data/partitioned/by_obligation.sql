-- A payment a row, with the year of the release that its obligation belongs to.
select {columns}, year(release.released_on) as release_year
from {table}
left join obligation using (obligation_id)
left join release using (release_id)
order by release_year, {key}
