-- The rows of {table} whose release passes the selection, of each person's earliest such release only.
-- A person's first release of all is chosen whenever it passes; the others only where no earlier one does.
select *
from {table}
where {selected}
  and (
      order_in_person = 1
      or release_number in (
          select min(release_number)
          from counted_release
          where {selected} and releases_of_person > 1
          group by person_number
          having min(order_in_person) > 1
      )
  )
