-- One row a row that stood before and was changed or withdrawn: from which load on it stood, and until which.
insert into history.{table}
with

final as (
    select coalesce(arrival.since_load, 0) as from_load, $number::integer as until_load, past.*
    from old.{table} as past
    inner join moved on past.{key} = moved.id
    left join old.history.arrival as arrival on arrival.table_name = '{table}' and arrival.id = past.{key}
    where moved.what <> 'new'
)

select * from final
