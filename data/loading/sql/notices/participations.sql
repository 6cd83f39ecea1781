-- One row a way in which participations find their release, with their number. Without a release of its own one
-- belongs to the person's next release on or after its date, the referral or else the start.
with

last_release as (
    select person_id, max(released_on) as released_on
    from release
    group by person_id
),

placed as (
    select
        coalesce(participation.referred_on, participation.started_on) is null as undated,
        case
            when participation.release_id is not null then 'participation_with_release'
            when last_release.released_on >= coalesce(participation.referred_on, participation.started_on)
                then 'participation_next_release'
            else 'participation_no_release'
        end as code
    from participation
    left join last_release using (person_id)
),

counted as (
    select code, count(*) as rows from placed group by code
    union all
    select 'participation_undated', count(*) from placed where undated
),

reason(code, position, told) as (
    values
        ('participation_with_release', 1, 'Participations that name their release'),
        ('participation_next_release', 2, 'Participations that name none and belong to the next release on or after their date'),
        ('participation_no_release', 3, 'Participations that name none and belong to none'),
        ('participation_undated', 4, 'Participations with neither referred_on nor started_on, which put nobody in an arm')
),

final as (
    select
        'information' as severity,
        code,
        'participation' as table_name,
        null as column_name,
        coalesce(counted.rows, 0) as rows,
        format('{}: {:,}.', told, coalesce(counted.rows, 0)) as message
    from reason
    left join counted using (code)
    order by position
)

select * from final
