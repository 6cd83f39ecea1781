-- One row an event that counts for a release: on or after day 0, seen before the end of follow-up, not after a
-- death, and not part of the case itself. `offended_day` is null where the offense's day is not known.
create temp table counted_event as
with

death as (
    select person_id, min(occurred_on) as died_on
    from event
    where event_type = 'death'
    group by person_id
),

final as (
    select
        release_order.release_number,
        event.event_type,
        event.offense,
        event.occurred_on - release_order.released_on as day,
        event.offended_on - release_order.released_on as offended_day
    from release_order
    inner join event using (person_id)
    left join death using (person_id)
    where event.occurred_on between release_order.released_on and release_order.follow_up_ended_on
      and event.occurred_on - release_order.released_on <= $last_day::integer
      and (died_on is null or event.occurred_on <= died_on)
      and (
          event.event_type = 'death'
          or (
              (event.offended_on is null or event.offended_on >= release_order.released_on)
              and (
                  release_order.release_type is null
                  or release_order.release_type = 'prison_release'
                  or event.occurred_on > release_order.released_on
              )
          )
      )
)

select * from final;
