-- One row a participation that the question is about, once, with its dates as days after its begin.
with

counted as (
    select release_number
    from ({counted})
)

select *
from {placed_participation}
where list_contains($positions::integer[], position)
  and (release_number in (from counted) or ($whole and release_number is null))
