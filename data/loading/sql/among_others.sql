-- Of the faults that showed beside all other rows (stage 0), those stay that are of a row that is out by itself (stage 1),
-- or that show again (stage 2) when such rows are out. What shows only then follows from them.
update examined.fault as shown
set stage = 1
where
    shown.stage = 0
    and exists (
        select 1
        from examined.fault as other
        where
            other.table_name = shown.table_name
            and other.row_number = shown.row_number
            and (other.stage = 1 or (other.stage = 2 and other.column_name = shown.column_name and other.reason = shown.reason))
    );

delete from examined.fault where stage = 0;

delete from examined.fault as again
where
    again.stage = 2
    and exists (
        select 1
        from examined.fault as first
        where
            first.stage = 1
            and first.table_name = again.table_name
            and first.row_number = again.row_number
            and first.column_name = again.column_name
            and first.reason = again.reason
    );
