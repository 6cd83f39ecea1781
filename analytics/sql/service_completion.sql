-- One row a program and whether it is the version made for women: services of the releases that the question is about,
-- by how they stand, and people behind them.
with

counted as (
    select release_number, person_number, sex = $female as woman
    from ({counted})
),

held as (
    select
        program::varchar as program,
        for_women and woman as for_women,
        status::varchar as status,
        person_number
    from placed_service
    inner join counted using (release_number)
),

told as (
    select program, false as for_women, status, person_number from held
    union all
    select program, true, status, person_number from held where for_women
)

select
    program,
    for_women,
    count(*) filter (status = 'completed') as completed,
    count(*) filter (status <> 'active') as closed,
    count(*) filter (status = 'active') as open,
    count(distinct person_number) as people,
    count(distinct person_number) filter (status = 'completed') as people_completed,
    count(distinct person_number) filter (status in ('withdrawn', 'removed')) as people_left,
    count(distinct person_number) filter (status = 'active') as people_open
from told
group by all
order by all
