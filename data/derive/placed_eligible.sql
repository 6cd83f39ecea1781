-- One row a release, in the order of their numbers: whether it is recorded as eligible.
create table placed_eligible as
select release_number, eligible
from release_order
inner join release using (release_id)
order by release_number;
