-- One row: how many people and releases the records hold, and when the first and the last release was.
with

final as (
    select
        (select count(*) from person) as people,
        (select count(*) from release) as releases,
        (select min(released_on) from release) as first_released_on,
        (select max(released_on) from release) as last_released_on,
        (select count(*) from load_file where load_number = (select max(load_number) from load_record)) as files
)

select * from final
