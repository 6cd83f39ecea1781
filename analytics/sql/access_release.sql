-- One row a release that the question is about, with the columns to count by and whether it is eligible. stands: it counts,
-- since it is (or is one of all, where the records tell of no release whether it is).
create or replace temp table access_release as
with

counted as (
    select {columns} release_number, person_number
    from ({counted})
)

select
    counted.*,
    placed.eligible,
    coalesce(placed.eligible, false) or not $recorded as stands
from counted
inner join placed_eligible as placed using (release_number);
