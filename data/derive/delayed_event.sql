-- One row a counted event of a release that has an event whose offense lies between day 0 and the event itself.
-- A later clock's start may make such an event history, so that a later event becomes the first.
create table delayed_event as
with

delayed_release as (
    select distinct release_number
    from counted_event
    where offended_day < day
),

final as (
    select
        release_number,
        event_type,
        offense,
        day::usmallint as day,
        coalesce(offended_day, day)::usmallint as offended_day
    from counted_event
    inner join delayed_release using (release_number)
    where event_type <> 'death'
)

select * from final;
