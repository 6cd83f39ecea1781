-- One row a row of a table that is not as it was: its key, and what a load did to it. `old` holds the records before.
create or replace temp table moved as
with

final as (
    select
        coalesce(present.{key}, past.{key}) as id,
        case
            when past.{key} is null then 'new'
            when present.{key} is null then 'withdrawn'
            else 'changed'
        end as what
    from main.{table} as present
    full outer join old.{table} as past on present.{key} = past.{key}
    where past.{key} is null or present.{key} is null or {differs}
)

select * from final
