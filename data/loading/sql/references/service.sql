-- One row a reference of a service that leads nowhere, or to another person's release.
select service.row_number, 'person_id' as column_name, service.person_id as value, 'is not in person' as reason
from checked.service
left join checked.person using (person_id)
where service.person_id is not null and person.person_id is null

union all

select
    service.row_number,
    'release_id',
    service.release_id,
    case when release.release_id is null then 'is not in release' else 'is a release of another person' end
from checked.service
left join checked.release using (release_id)
where service.release_id is not null
  and (release.release_id is null or release.person_id <> service.person_id)
