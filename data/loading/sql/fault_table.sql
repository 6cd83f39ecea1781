-- What is wrong: one row a fault.
-- `stage` orders what is told: what is wrong by itself before what is wrong only because another row is refused.
create table examined.fault (
    table_name varchar, row_number bigint, column_name varchar, value varchar, reason varchar, stage integer
)
