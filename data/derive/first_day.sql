-- One row a release with any counted event: the first day of each outcome, and of death.
create temp table first_day as
with

final as (
    select
        release_number,
        min(day) filter (event_type = 'rearrest') as rearrest,
        min(day) filter (event_type = 'reconviction') as reconviction,
        min(day) filter (event_type = 'reincarceration') as reincarceration,
        min(day) filter (event_type = 'technical_return') as technical_return,
        min(day) filter (event_type = 'rearrest' and offense = 'violent') as violent_rearrest,
        min(day) filter (event_type in ('reincarceration', 'technical_return')) as return_to_prison,
        min(day) filter (event_type <> 'death') as any_return,
        min(day) filter (event_type = 'death') as death
    from counted_event
    group by release_number
)

select * from final;
