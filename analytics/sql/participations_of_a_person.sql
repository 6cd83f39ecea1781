-- The most participations that one person has in one model.
select max(participations)
from (
    select count(*) as participations
    from participation
    group by person_id, model
)
