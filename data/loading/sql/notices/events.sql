-- One row a reason why events count for no release, with the number of events. An event is judged by the person's
-- latest release on or before it; one that counts for any release is not told here.
with

death as (
    select person_id, min(occurred_on) as died_on
    from event
    where event_type = 'death'
    group by person_id
),

judged as (
    select
        event.rowid as event_row,
        release.released_on,
        case
            when release.released_on is null then 'event_without_release'
            when event.occurred_on < release.released_on then 'event_before_release'
            when event.occurred_on > death.died_on then 'event_after_death'
            when event.occurred_on > release.follow_up_ended_on then 'event_after_follow_up'
            when event.event_type = 'death' then 'counts'
            when event.occurred_on = release.released_on and release.release_type in ('probation_start', 'diversion')
                then 'event_on_index_day'
            when event.offended_on < release.released_on then 'event_offended_before'
            else 'counts'
        end as verdict
    from event
    left join release using (person_id)
    left join death using (person_id)
),

per_event as (
    select
        event_row,
        bool_or(verdict = 'counts') as counts,
        coalesce(
            arg_max(verdict, released_on) filter (verdict <> 'event_before_release'),
            min(verdict)
        ) as code
    from judged
    group by event_row
),

counted as (
    select code, count(*) as rows
    from per_event
    where not counts
    group by code
),

reason(code, position, told) as (
    values
        ('event_before_release', 1, 'Events before the person''s first release, which are history'),
        ('event_on_index_day', 2, 'Events on the day of the sentence or diversion, which belong to the case itself'),
        ('event_offended_before', 3, 'Events for an offense before the release, which are history'),
        ('event_after_follow_up', 4, 'Events after the end of follow-up, which are ignored'),
        ('event_after_death', 5, 'Events after the person''s death, which are ignored'),
        ('event_without_release', 6, 'Events of people without a release')
),

final as (
    select
        'information' as severity,
        code,
        'event' as table_name,
        null as column_name,
        coalesce(counted.rows, 0) as rows,
        format('{}: {:,}.', told, coalesce(counted.rows, 0)) as message
    from reason
    left join counted using (code)
    order by position
)

select * from final
