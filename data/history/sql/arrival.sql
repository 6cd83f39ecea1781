-- One row a row that did not stand from the start: those known before that still stand as they were, then the new ones.
insert into history.arrival
with

final as (
    select arrival.table_name, arrival.id, arrival.since_load
    from old.history.arrival as arrival
    left join moved on arrival.id = moved.id
    where arrival.table_name = '{table}' and moved.id is null

    union all

    select '{table}', id, $number
    from moved
    where what <> 'withdrawn'
)

select * from final
