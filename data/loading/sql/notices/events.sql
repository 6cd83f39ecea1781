-- One row a reason why events count for no release, with the number of events. An event is judged by the person's
-- latest release on or before it; one that counts for any release is not told here.
with

death as (
    select person_id, min(occurred_on) as died_on
    from event
    where event_type = 'death'
    group by person_id
),

-- A number a verdict, as in `reason`; 0: it counts.
judged as (
    select
        event.rowid as event_row,
        release.released_on - date '1900-01-01' as day,
        case
            when release.released_on is null then 6
            when event.occurred_on < release.released_on then 1
            when event.occurred_on > death.died_on then 5
            when event.occurred_on > release.follow_up_ended_on then 4
            when event.event_type = 'death' then 0
            when event.occurred_on = release.released_on and release.release_type in ('probation_start', 'diversion') then 2
            when event.offended_on < release.released_on then 3
            else 0
        end as verdict
    from event
    left join release using (person_id)
    left join death using (person_id)
),

-- The largest of 8 x day + verdict is the verdict of the latest release.
per_event as (
    select
        min(verdict) as least_verdict,
        coalesce(max(case when verdict > 1 then 8 * day + verdict end) % 8, min(verdict)) as latest_verdict
    from judged
    group by event_row
),

counted as (
    select latest_verdict as position, count(*) as rows
    from per_event
    where least_verdict > 0
    group by latest_verdict
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
    left join counted using (position)
    order by position
)

select * from final
