-- One row a level and a number of eligible releases: people who have so many.
with

person as (
    select level, person_number, any_value(releases) as releases
    from access_release
    group by level, person_number
)

select level, releases, count(*) as people
from person
group by level, releases
order by level, releases
