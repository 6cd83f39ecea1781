-- Counts of all releases, made once a load: a question that selects nothing is answered from these few rows.
-- What they stand for and how they are counted: counted_day.sql, counted_followed.sql, counted_pair.sql, counted_cell.sql.
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
create table counted_cell (
    outcome varchar, months utinyint, arm_set usmallint, cell uinteger,
    releases uinteger, events uinteger, first_releases uinteger, first_events uinteger
);
-- One row an arm, for one outcome under one exposure, all releases: what a curve's clustered error takes from pairs of
-- one person's releases, by day. Empty until somebody who knows curves fills it (analytics/pair_sums.py).
-- again: releases that are not their person's first in the arm; again_in_state: those that are not the first in their
-- state, [state, day]. km, cif: sums over pairs of the product of the two influences on the curve, [day].
create table curve_pair_sum (
    exposure varchar, outcome varchar, arm varchar, again uinteger, again_in_state uinteger[], km double[], cif double[]
);

-- The windows whose pairs are counted; last: the latest event in the window, as an outcome's number.
create or replace temp table counted_window as
select unnest($months)::utinyint as months, unnest($days) as days, 4 * unnest($days) + 1 as last;
