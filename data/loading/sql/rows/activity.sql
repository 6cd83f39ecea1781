-- One row a fault that shows within one activity.
select row_number, 'county_fips' as column_name, county_fips as value, 'is not a county code of 5 digits' as reason
from checked.activity
where not regexp_full_match(county_fips, '[0-9]{5}')

union all

select row_number, 'month', month::varchar, 'is not the first day of a month'
from checked.activity
where day(month) <> 1
