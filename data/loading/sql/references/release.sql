-- One row a release whose person is unknown, was not born yet, or had died.
with

death as (
    select person_id, min(occurred_on) as died_on
    from checked.event
    where event_type = 'death'
    group by person_id
)

select release.row_number, 'person_id' as column_name, release.person_id as value, 'is not in person' as reason
from checked.release
left join checked.person using (person_id)
where release.person_id is not null and person.person_id is null

union all

select release.row_number, 'released_on', release.released_on::varchar, 'is before the person was born, ' || person.born_on
from checked.release
inner join checked.person using (person_id)
where release.released_on < person.born_on

union all

select release.row_number, 'released_on', release.released_on::varchar, 'is after the person''s death, ' || death.died_on
from checked.release
inner join death using (person_id)
where release.released_on > death.died_on
