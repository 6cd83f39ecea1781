-- One row: how many rows {table} has, and in how many of them each column is known.
select count(*), {known}
from {table}
