-- One row a kind of pair: two answers to one item about the same person's releases, by place and state.
with

shared as (
    select *, row_number() over () as answer_number
    from answer_counted
    where state > 0 and person_number is not null and scale_length is not null
),

final as (
    select
        first.level,
        first.item,
        first.place as first_place,
        second.place as second_place,
        first.state = 2 as first_satisfied,
        second.state = 2 as second_satisfied,
        count(*) as pairs
    from shared as first
    inner join shared as second
        on first.level = second.level
        and first.item = second.item
        and first.person_number = second.person_number
        and first.answer_number < second.answer_number
    group by 1, 2, 3, 4, 5, 6
)

select * from final
order by all
