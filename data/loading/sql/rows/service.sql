-- One row a service that ended before it started.
select row_number, 'ended_on' as column_name, ended_on::varchar as value, 'is before started_on, ' || started_on as reason
from checked.service
where ended_on < started_on
