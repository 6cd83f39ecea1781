-- One row a participation in a model, beside its release: see participation_reached.sql.
create table placed_participation as
select * exclude (ladder)
from participation_reached
order by release_number;
