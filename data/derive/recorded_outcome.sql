-- One row an outcome that these records can tell of: without a single such event it is unknown, not zero.
create table recorded_outcome as
with

told as (
    select event_type::varchar as outcome from event where event_type <> 'death'
    union
    select 'violent_rearrest' from event
    where event_type = 'rearrest' and offense is not null and offense <> 'unknown'
    union
    select 'return_to_prison' from event where event_type in ('reincarceration', 'technical_return')
    union
    select 'any_return' from event where event_type <> 'death'
),

final as (
    select distinct outcome from told
)

select * from final
order by outcome;
