-- One row a kind of pair: two answers to one item about the same person's releases, by place and state.
with

shared as (
    select level, item, arm_set, about_set, state, person_number, row_number() over () as answer_number
    from ({answers})
    where state > 0 and person_again and band is not null
),

final as (
    select
        first.level,
        first.item,
        first.arm_set as first_arm_set,
        first.about_set as first_about_set,
        second.arm_set as second_arm_set,
        second.about_set as second_about_set,
        first.state = 2 as first_satisfied,
        second.state = 2 as second_satisfied,
        count(*) as pairs
    from shared as first
    inner join shared as second
        on first.level = second.level
        and first.item = second.item
        and first.person_number = second.person_number
        and first.answer_number < second.answer_number
    group by 1, 2, 3, 4, 5, 6, 7, 8
)

select * from final
order by all
