-- One row a reference of a participation that leads nowhere, or to another person's release.
select participation.row_number, 'person_id' as column_name, participation.person_id as value, 'is not in person' as reason
from checked.participation
left join checked.person using (person_id)
where participation.person_id is not null and person.person_id is null

union all

select
    participation.row_number,
    'release_id',
    participation.release_id,
    case when release.release_id is null then 'is not in release' else 'is a release of another person' end
from checked.participation
left join checked.release using (release_id)
where participation.release_id is not null
  and (release.release_id is null or release.person_id <> participation.person_id)

union all

select participation.row_number, 'model', participation.model, 'is no model; a model of your own goes into model.csv'
from checked.participation
left join model on participation.model = model.code
where participation.model is not null and model.code is null
