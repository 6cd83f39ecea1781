-- The small tables beside the releases: what their numbers stand for.
create table level as
select 'sex' as dimension, code::usmallint as code, value
from (select unnest(enum_range(null::sex)::varchar[]) as value, unnest(range(4)) as code)
union all
select 'race', unnest(range(9)), unnest(enum_range(null::race)::varchar[])
union all
select 'ethnicity', unnest(range(3)), unnest(enum_range(null::ethnicity)::varchar[])
union all
select 'age_band', unnest(range(7)), unnest(enum_range(null::age_band)::varchar[])
union all
select 'offense', unnest(range(6)), unnest(enum_range(null::offense)::varchar[])
union all
select 'risk_level', unnest(range(4)), unnest(enum_range(null::risk_level)::varchar[])
union all
select 'release_type', unnest(range(4)), unnest(['prison_release', 'probation_start', 'diversion', 'unknown'])
union all
select 'prior_convictions', unnest(range(5)), unnest(['0', '1_2', '3_5', '6_over', 'unknown'])
union all
select 'sentence_months', unnest(range(7)), unnest(['not_prison', 'none', 'up_to_12', '13_36', '37_60', 'over_60', 'unknown'])
union all
select 'county_fips', county, (29001 + 2 * county)::varchar from range(116) as counties (county)
union all
select 'circuit', circuit, 'Circuit ' || circuit from range(47) as circuits (circuit)
union all
select 'facility', facility, 'Facility ' || facility from range(20) as facilities (facility)
union all
select 'release_year', release_year, (2014 + release_year)::varchar from range(10) as years (release_year);

create table recorded_outcome as
select unnest([
    'any_return', 'rearrest', 'reconviction', 'reincarceration', 'return_to_prison', 'technical_return', 'violent_rearrest'
]) as outcome;

create table delayed_event (
    release_number uinteger, event_type event_type, violent boolean, day usmallint, offended_day usmallint
);
