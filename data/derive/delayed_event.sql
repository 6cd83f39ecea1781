-- One row an outcome's counted event, for releases with an event whose offense lies between day 0 and the event.
-- A later clock's start may make such an event history, so that a later event becomes the outcome's first.
create table delayed_event as
with

delayed_release as (
    select distinct release_number
    from counted_event
    where offended_day < day and event_type <> 'death'
),

delayed as (
    select
        release_number,
        unnest(list_filter([
            event_type::varchar,
            case when event_type = 'rearrest' and offense = 'violent' then 'violent_rearrest' end,
            case when event_type in ('reincarceration', 'technical_return') then 'return_to_prison' end,
            'any_return'
        ], lambda outcome: outcome is not null)) as outcome,
        day,
        coalesce(offended_day, day) as offended_day
    from counted_event
    inner join delayed_release using (release_number)
    where event_type <> 'death'
),

final as (
    select release_number, outcome, day::usmallint as day, offended_day::usmallint as offended_day
    from delayed
)

select * from final;
