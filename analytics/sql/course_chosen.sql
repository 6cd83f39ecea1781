-- One row a participation that the question is about, once, as in participation_counted, with its dates as days after
-- its begin (referral, else start) and how it stands: 0 still open, 1 completed, 2 left. Open ones end with the records.
create or replace temp table course_chosen as
with

counted as (
    select release_number
    from ({counted})
),

begun as (
    select
        participation.*,
        model.position::integer as position,
        coalesce(referred_on, started_on) as begun_on,
        case
            when status in ('referred', 'active') then 0
            when status = 'completed' then 1
            else 2
        end as state
    from participation
    inner join model on participation.model = model.code
    left join participation_release using (participation_id)
    left join counted using (release_number)
    where model.code <> $baseline
      and (counted.release_number is not null or ($whole and participation_release.release_number is null))
),

final as (
    select
        position,
        person_id,
        state,
        case state
            when 0 then $data_as_of::date - begun_on
            when 1 then coalesce(ended_on, agreement_completed_on) - begun_on
            else ended_on - begun_on
        end::integer as day,
        (consented_on - referred_on)::integer as consented,
        (started_on - coalesce(consented_on, referred_on))::integer as started,
        (agreement_reached_on - started_on)::integer as agreement_reached,
        (agreement_completed_on - agreement_reached_on)::integer as agreement_completed,
        end_reason::varchar as end_reason,
        sessions_planned,
        sessions_attended,
        hours::double as hours
    from begun
)

select * from final;
