-- One row a reentry service: its release, its program, whether it is the version made for women, how it stands, and whether
-- it had been started by the day of release.
create table placed_service as
select
    release_number,
    program,
    coalesce(gender_responsive, false) as for_women,
    status,
    coalesce(started_on <= released_on, false) as before_release
from service
inner join release_order using (release_id)
order by release_number;
