-- One row a model: victims invited and taking part as its participations count them, and people behind those that do.
with

counted as (
    select release_number
    from ({counted})
)

select
    model.code,
    sum(victims_invited)::double as invited,
    sum(victims_took_part)::double as took_part,
    count(distinct participation.person_number) filter (victims_invited is not null) as people
from placed_participation as participation
inner join counted using (release_number)
inner join model using (position)
group by 1
order by 1
