-- One row a date of a participation that lies before one that must come first.
-- The order: referred, consented, started, agreement reached, agreement completed; and started, ended.
with

latest_before as (
    select
        row_number,
        column_name,
        on_day,
        max(on_day) over earlier as before_day,
        arg_max(column_name, on_day) over earlier as before_column
    from (
        select row_number, unnest(dates, recursive := true)
        from (
            select row_number, [
                {'position': 1, 'column_name': 'referred_on', 'on_day': referred_on},
                {'position': 2, 'column_name': 'consented_on', 'on_day': consented_on},
                {'position': 3, 'column_name': 'started_on', 'on_day': started_on},
                {'position': 4, 'column_name': 'agreement_reached_on', 'on_day': agreement_reached_on},
                {'position': 5, 'column_name': 'agreement_completed_on', 'on_day': agreement_completed_on}
            ] as dates
            from checked.participation
            where consented_on < referred_on
               or started_on < greatest(referred_on, consented_on)
               or agreement_reached_on < greatest(referred_on, consented_on, started_on)
               or agreement_completed_on < greatest(referred_on, consented_on, started_on, agreement_reached_on)
        )
    )
    where on_day is not null
    window earlier as (partition by row_number order by position rows between unbounded preceding and 1 preceding)
)

select row_number, column_name, on_day::varchar as value, 'is before ' || before_column || ', ' || before_day as reason
from latest_before
where on_day < before_day

union all

select row_number, 'ended_on', ended_on::varchar, 'is before started_on, ' || started_on
from checked.participation
where ended_on < started_on
