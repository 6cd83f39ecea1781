-- One row a fault that shows within one release.
select row_number, 'county_fips' as column_name, county_fips as value, 'is not a county code of 5 digits' as reason
from checked.release
where not regexp_full_match(county_fips, '[0-9]{5}')

union all

select row_number, 'follow_up_ended_on', follow_up_ended_on::varchar, 'is before released_on, ' || released_on
from checked.release
where follow_up_ended_on < released_on
