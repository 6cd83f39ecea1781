-- One row a set of arms: people harmed in its releases, whether and how they took part, whether a statement was offered and
-- given, and how many of them were asked how it was.
with

counted as (
    select release_number, {arm_set} as arm_set
    from ({counted})
),

final as (
    select
        arm_set::integer as arm_set,
        sum(victims) as victims,
        sum(invited) as invited,
        sum(in_person) as in_person,
        sum(by_letter) as by_letter,
        sum(stand_in) as stand_in,
        sum(declined) as declined,
        sum(not_reached) as not_reached,
        sum(not_invited) as not_invited,
        sum(unknown) as unknown,
        sum(offered) as offered,
        sum(given) as given,
        sum(asked) as asked,
        sum(answered) as answered
    from placed_victim
    inner join counted using (release_number)
    group by 1
)

select * from final
order by arm_set
