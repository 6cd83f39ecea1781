-- One row a rule about answers, places and what was given back that had something to do, with the number of records.
with

-- Almost nobody is asked again: only answers that share a mark with another one are looked at closely.
marked as (
    select *, hash(respondent_id, respondent, release_id, participation_id, model, question, wave) as mark from survey
),

given_again as (
    select count(*) - 1 as earlier
    from marked
    where mark in (select mark from marked group by mark having count(*) > 1)
    group by respondent_id, respondent, release_id, participation_id, model, question, wave
),

unit_of_kind as (
    select kind, unit, count(*) as rows, max(count(*)) over (partition by kind) as most
    from activity
    group by kind, unit
),

found(severity, code, table_name, column_name, rows, told) as (
    select
        'information', 'answered_again', 'survey', 'asked_on', coalesce(sum(earlier), 0)::bigint,
        'Answers of somebody who was asked the same again in that wave; only the last one counts'
    from given_again

    union all

    select
        'warning', 'county_does_not_exist', 'release', 'county_fips', count(*),
        'Releases with a Missouri county code that does not exist; they are counted and are off the map'
    from release
    where starts_with(county_fips, $state) and not list_contains($counties, county_fips)

    union all

    select
        'warning', 'county_does_not_exist', 'activity', 'county_fips', count(*),
        'Activities with a Missouri county code that does not exist; they are counted and are off the map'
    from activity
    where starts_with(county_fips, $state) and not list_contains($counties, county_fips)

    union all

    select
        'warning', 'activity_in_another_unit', 'activity', 'unit', coalesce(sum(rows), 0)::bigint,
        'Activities in another unit than most of their kind; units are counted apart and never added up'
    from unit_of_kind
    where rows < most
),

final as (
    select severity, code, table_name, column_name, rows, format('{}: {:,}.', told, rows) as message
    from found
    where rows > 0
)

select * from final
