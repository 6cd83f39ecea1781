-- One row a row whose identifier another row of its table has too: which of them is right can't be known.
with

repeated as (
    select {{key}}, count(*) as times
    from checked.{{table}}
    where {{key}} is not null
    group by {{key}}
    having count(*) > 1
)

select
    row_number,
    '{{key}}' as column_name,
    {{key}} as value,
    'is there ' || times || ' times; an identifier stands for one row' as reason
from checked.{{table}}
inner join repeated using ({{key}})
