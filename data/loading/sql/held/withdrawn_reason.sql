-- Says of a row that names what the extract takes back, that this is why it is not there.
update examined.fault
set reason = 'was withdrawn from ' || $parent || '; withdraw this row too, or keep both'
where
    table_name = $table
    and column_name = $column
    and reason = 'is not in ' || $parent
    and value in (select id from temp.withdrawn where table_name = $parent)
