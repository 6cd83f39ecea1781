-- One row a place that activities or releases name: the values that a selection of activities may name.
select coalesce({column}, 'unknown') as value from activity
union
select coalesce({column}, 'unknown') from release
order by value
