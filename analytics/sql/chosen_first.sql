-- The rows of {table} whose release passes the selection, of each person's earliest such release only.
-- A person's first release of all is chosen whenever it passes; the others only where no earlier one does.
-- Grouped as doubles: by whole numbers the engine would count in a flat table with room for everyone, five times as long.
select *
from {table}
where {selected}
  and (
      order_in_person = 1
      or release_number in (
          select min(release_number)
          from counted_release
          where {selected} and releases_of_person > 1
          group by person_number::double
          having min(order_in_person) > 1
      )
  )
