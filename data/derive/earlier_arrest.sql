-- One row a release before which the person was arrested in the last $history_days days: history, for the negative
-- control alone. It is never an outcome and nothing that groups are made alike in.
create table earlier_arrest as
with

final as (
    select distinct release_order.release_number
    from release_order
    inner join event using (person_id)
    where event.event_type = 'rearrest'
      and event.occurred_on < release_order.released_on
      and event.occurred_on >= release_order.released_on - $history_days::integer
)

select * from final
order by release_number;
