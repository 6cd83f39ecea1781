-- One row a value that a release can be filtered or grouped by, with the small number that stands for it.
-- Coded columns keep the order of their codes; free text is in alphabetical order; "unknown" also means empty.
create table level as
with

coded as (
    select 'sex' as dimension, enum_range(null::sex)::varchar[] as codes
    union all
    select 'race', enum_range(null::race)::varchar[]
    union all
    select 'ethnicity', enum_range(null::ethnicity)::varchar[]
    union all
    select 'age_band', enum_range(null::age_band)::varchar[]
    union all
    select 'offense', enum_range(null::offense)::varchar[]
    union all
    select 'risk_level', enum_range(null::risk_level)::varchar[]
    union all
    select 'release_type', list_append(enum_range(null::release_type)::varchar[], 'unknown')
    union all
    select 'prior_convictions', ['0', '1_2', '3_5', '6_over', 'unknown']
    union all
    select
        'sentence_months',
        ['not_prison', 'none', 'up_to_12', '13_36', '37_60', 'over_60', 'unknown']
),

free as (
    select 'county_fips' as dimension, coalesce(county_fips, 'unknown') as value from release
    union
    select 'circuit', coalesce(circuit, 'unknown') from release
    union
    select 'facility', coalesce(facility, 'unknown') from release
    union
    select 'release_year', year(released_on)::varchar from release
),

coded_value as (
    select dimension, codes, unnest(codes) as value from coded
),

final as (
    select dimension, (list_position(codes, value) - 1)::usmallint as code, value from coded_value
    union all
    select
        dimension,
        (row_number() over (partition by dimension order by value) - 1)::usmallint,
        value
    from free
)

select * from final
order by dimension, code;
