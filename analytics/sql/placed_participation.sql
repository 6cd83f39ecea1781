-- One row a participation in a model: whose it is, its release (empty: none), its dates as days after its begin (referral,
-- else start) and how it stands: 0 still open, 1 completed, 2 left. Open ones end with the records.
-- furthest: 0 referred, 1 consented, 2 started, 3 completed. over: it had ended by the day of release.
{create} as
with

numbered as (
    select person_id, row_number() over () as number from person
),

begun as (
    select
        participation.*,
        model.position::integer as position,
        numbered.number::uinteger as person_number,
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
    inner join numbered on participation.person_id = numbered.person_id
    left join participation_release using (participation_id)
    left join release_order using (release_number)
),

final as (
    select
        position,
        person_number,
        release_number,
        state::utinyint as state,
        case state
            when 0 then $data_as_of::date - begun_on
            when 1 then coalesce(ended_on, agreement_completed_on) - begun_on
            else ended_on - begun_on
        end::integer as day,
        (consented_on - referred_on)::integer as consented,
        (started_on - coalesce(consented_on, referred_on))::integer as started,
        (agreement_reached_on - started_on)::integer as agreement_reached,
        (agreement_completed_on - agreement_reached_on)::integer as agreement_completed,
        case
            when status = 'completed' then 3
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

select * from final
order by release_number
