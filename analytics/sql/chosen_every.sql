-- The rows of {table} whose release passes the selection.
select *
from {table}
where {selected}
