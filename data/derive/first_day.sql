-- One row a release with any counted event: the first day of each outcome, and of death.
create temp table first_day as
with

by_type as (
    select
        release_number,
        min(case when event_type = 'rearrest' then day end) as rearrest,
        min(case when event_type = 'reconviction' then day end) as reconviction,
        min(case when event_type = 'reincarceration' then day end) as reincarceration,
        min(case when event_type = 'technical_return' then day end) as technical_return,
        min(case when event_type = 'rearrest' and offense = 'violent' then day end) as violent_rearrest,
        min(case when event_type = 'death' then day end) as death
    from counted_event
    group by release_number
),

final as (
    select
        *,
        least(reincarceration, technical_return) as return_to_prison,
        least(rearrest, reconviction, reincarceration, technical_return) as any_return
    from by_type
)

select * from final;
