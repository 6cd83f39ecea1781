-- One row a way in which services that name no release find one, where there are any, with their number: see
-- derive/placed_service.sql.
with

last_release as (
    select person_id, max(released_on) as released_on
    from release
    group by person_id
),

placed as (
    select coalesce(last_release.released_on >= started_on, false) as has_release
    from service
    left join last_release using (person_id)
    where release_id is null
),

found(severity, code, table_name, column_name, rows, told) as (
    select
        'information', 'service_next_release', 'service', 'release_id', count(*) filter (has_release),
        'Services that name no release and belong to the next one on or after their start'
    from placed

    union all

    select
        'information', 'service_no_release', 'service', 'release_id', count(*) filter (not has_release),
        'Services that name no release and have no start, or one after the last release; they count nowhere'
    from placed
),

final as (
    select severity, code, table_name, column_name, rows, format('{}: {:,}.', told, rows) as message
    from found
    where rows > 0
)

select * from final
