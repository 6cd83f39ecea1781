-- The rows of a table that the database holds and a later extract neither brings anew nor takes back.
insert into {into}
with

final as (
    select {number} {columns}
    from old.{table} as standing
    where
        {key} not in (select {key} from {extract} where {key} is not null)
        and {key} not in (select id from temp.withdrawn where table_name = '{table}')
)

select * from final
