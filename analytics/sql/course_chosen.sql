-- One row a participation that the question is about, once, with its dates as days after its begin. Of a selection they
-- are put aside, since four statements read them; of all records they stay where they are.
create or replace temp {kind} course_chosen as
with

counted as (
    select release_number
    from ({counted})
)

select
    position,
    state,
    person_number,
    day,
    consented,
    started,
    agreement_reached,
    agreement_completed,
    sessions_planned,
    sessions_attended,
    hours,
    end_reason
from placed_participation
where list_contains([{positions}]::integer[], position)
  and (release_number in (from counted) or ({whole} and release_number is null))
