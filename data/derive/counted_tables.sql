-- Counts of all releases, made once a load: a question that selects nothing is answered from these few rows.
-- What they stand for and how they are counted: counted_day.sql, counted_followed.sql, counted_pair.sql.
create table counted_day (
    exposure varchar, outcome varchar, arm_set usmallint, packed usmallint, releases uinteger, first_releases uinteger
);
create table counted_followed (
    exposure varchar, outcome varchar, arm_set usmallint, months utinyint, event boolean,
    releases uinteger, first_releases uinteger
);
create table counted_pair (
    exposure varchar, outcome varchar, months utinyint, first_set usmallint, second_set usmallint,
    first_event boolean, second_event boolean, pairs uinteger
);
-- The windows whose pairs are counted.
create table counted_window as
select unnest($months) as months, unnest($days) as days;
