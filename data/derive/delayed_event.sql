-- One row a counted event, deaths apart, of a release with an event whose offense lies between day 0 and the event.
-- A later clock's start may make such an event history, so that a later event becomes the outcome's first.
create table delayed_event as
with

delayed_release as (
    select distinct release_number
    from counted_event
    where offended_day < day and event_type <> 'death'
),

final as (
    select
        release_number,
        event_type,
        coalesce(offense = 'violent', false) as violent,
        day::usmallint as day,
        coalesce(offended_day, day)::usmallint as offended_day
    from counted_event
    inner join delayed_release using (release_number)
    where event_type <> 'death'
)

select * from final;
