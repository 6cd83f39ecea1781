-- One row a row of a table as it stood at a load, from what the database holds now.
with

since as (
    select id, since_load
    from {present}history.arrival
    where table_name = '{table}'
),

final as (
    select standing.*
    from {present}main.{table} as standing
    left join since on standing.{key} = since.id
    where coalesce(since.since_load, 0) <= $number

    union all

    select past.* exclude (from_load, until_load)
    from {present}history.{table} as past
    where past.from_load <= $number and past.until_load > $number
)

select * from final
