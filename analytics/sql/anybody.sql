-- One row where any release passes the selection, else none.
select 1
from ({counted})
limit 1
