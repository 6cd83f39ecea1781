-- One row a kind of record that is taken as it is but looks wrong, with the number of records.
with

found(code, table_name, column_name, rows, told) as (
    select
        'sessions_above_planned', 'participation', 'sessions_attended', count(*),
        'Participations with more sessions attended than planned'
    from participation
    where sessions_attended > sessions_planned

    union all

    select
        'victims_above_invited', 'participation', 'victims_took_part', count(*),
        'Participations in which more victims took part than were invited'
    from participation
    where victims_took_part > victims_invited

    union all

    select
        'fulfilled_above_ordered', 'obligation', 'fulfilled', count(*),
        'Obligations with more fulfilled than ordered'
    from obligation
    where fulfilled > ordered

    union all

    select
        'unlikely_age', 'release', 'age_at_release', count(*),
        'Releases at an age below 10 or above 110'
    from release
    where age_at_release < 10 or age_at_release > 110

    union all

    select
        'dated_after_death', 'participation', 'started_on', count(*),
        'Participations that started after the person''s death'
    from participation
    inner join event on participation.person_id = event.person_id
    where event.event_type = 'death' and participation.started_on > event.occurred_on

    union all

    select
        'respondent_model_differs', 'survey', 'model', count(*),
        'Answers whose model is not that of their participation'
    from survey
    inner join participation using (participation_id)
    where survey.model <> participation.model
),

final as (
    select 'warning' as severity, code, table_name, column_name, rows, format('{}: {:,}.', told, rows) as message
    from found
    where rows > 0
)

select * from final
