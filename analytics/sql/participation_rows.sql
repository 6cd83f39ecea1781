-- One row a participation that a question is about. Without a release it has no column to count by.
select {level}::integer as level, position, furthest, person_number, person_again
from ({chosen})
where {level} is not null
