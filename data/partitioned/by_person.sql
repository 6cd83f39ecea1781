-- A row of a table that names only its person, with the year of the person's first release; null for people without one.
with

first_release as (
    select person_id, min(released_on) as released_on from release group by person_id
)

select {columns}, year(first_release.released_on) as release_year
from {table}
left join first_release using (person_id)
order by release_year, {key}
