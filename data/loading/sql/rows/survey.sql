-- One row a fault that shows within one answer.
select
    row_number,
    'release_id' as column_name,
    null::varchar as value,
    'is empty, and so are participation_id and model; one of the three must be filled' as reason
from checked.survey
where release_id is null and participation_id is null and model is null

union all

select row_number, 'scale_min', scale_min::varchar, 'is not below scale_max, ' || scale_max
from checked.survey
where scale_min >= scale_max

union all

select row_number, 'score', score::varchar, 'lies outside its scale, ' || scale_min || ' to ' || scale_max
from checked.survey
where scale_min < scale_max and (score < scale_min or score > scale_max)
