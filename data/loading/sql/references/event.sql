-- One row an event whose person is unknown, or a death where the person has another.
with

died_twice as (
    select person_id, count(*) as deaths
    from checked.event
    where event_type = 'death'
    group by person_id
    having count(*) > 1
)

select event.row_number, 'person_id' as column_name, event.person_id as value, 'is not in person' as reason
from checked.event
left join checked.person using (person_id)
where event.person_id is not null and person.person_id is null

union all

select
    event.row_number,
    'event_type',
    event.event_type::varchar,
    'is one of ' || died_twice.deaths || ' deaths of person ' || event.person_id
from checked.event
inner join died_twice using (person_id)
where event.event_type = 'death'
