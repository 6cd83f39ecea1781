-- One row a participation in a model: whose it is, its release (null: none), the last step that it reached, its dates as
-- days after its begin (referral, else start) and how it stands: 0 still open, 1 completed, 2 left. Open ones end with the
-- records. What is read of participations is made from it, in numbers alone.
-- A step is reached when its own date or a later step's is filled, or the status is completed.
-- ladder: 0 referred, 1 consented, 2 started, 3 agreement reached, 4 agreement completed, 5 completed; 6 still open.
-- furthest: the same without agreements, for open ones too: 0 referred, 1 consented, 2 started, 3 completed.
-- over: it had ended by the day of release.
create temp table participation_reached as
with

last_day as (
    select max(follow_up_ended_on) as observed_on from release
),

begun as (
    select
        participation.*,
        observed_on,
        model.position::utinyint as position,
        person_order.person_number,
        participation_release.release_number,
        release_order.released_on,
        coalesce(referred_on, started_on) as begun_on,
        case
            when participation.status in ('referred', 'active') then 0
            when participation.status = 'completed' then 1
            else 2
        end as state
    from participation
    inner join model on participation.model = model.code
    inner join person_order on participation.person_id = person_order.person_id
    left join participation_release using (participation_id)
    left join release_order using (release_number)
    cross join last_day
),

final as (
    select
        position,
        person_number,
        release_number,
        state::utinyint as state,
        case state
            when 0 then observed_on - begun_on
            when 1 then coalesce(ended_on, agreement_completed_on) - begun_on
            else ended_on - begun_on
        end::integer as day,
        (consented_on - referred_on)::integer as consented,
        (started_on - coalesce(consented_on, referred_on))::integer as started,
        (agreement_reached_on - started_on)::integer as agreement_reached,
        (agreement_completed_on - agreement_reached_on)::integer as agreement_completed,
        case
            when state = 0 then 6
            when state = 1 then 5
            when agreement_completed_on is not null then 4
            when agreement_reached_on is not null then 3
            when started_on is not null then 2
            when consented_on is not null then 1
            else 0
        end::utinyint as ladder,
        case
            when state = 1 then 3
            when coalesce(started_on, agreement_reached_on, agreement_completed_on) is not null then 2
            when consented_on is not null then 1
            else 0
        end::utinyint as furthest,
        coalesce(state > 0 and ended_on <= released_on, false) as over,
        end_reason::varchar as end_reason,
        sessions_planned,
        sessions_attended,
        hours::double as hours,
        victims_invited,
        victims_took_part
    from begun
)

select * from final;
