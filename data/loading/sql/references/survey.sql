-- One row a reference of an answer that leads nowhere, or a release and a participation of two persons.
select survey.row_number, 'release_id' as column_name, survey.release_id as value, 'is not in release' as reason
from checked.survey
left join checked.release using (release_id)
where survey.release_id is not null and release.release_id is null

union all

select survey.row_number, 'participation_id', survey.participation_id, 'is not in participation'
from checked.survey
left join checked.participation using (participation_id)
where survey.participation_id is not null and participation.participation_id is null

union all

select survey.row_number, 'participation_id', survey.participation_id, 'is another person''s than the release'
from checked.survey
inner join checked.participation using (participation_id)
inner join checked.release on survey.release_id = release.release_id
where participation.person_id <> release.person_id

union all

select survey.row_number, 'model', survey.model, 'is no model; a model of your own goes into model.csv'
from checked.survey
left join model on survey.model = model.code
where survey.model is not null and model.code is null
