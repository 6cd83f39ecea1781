-- One row a pair of releases of one person, with what is counted of each.
create or replace temp table repeated_pair as
with

repeated as (
    select
        person_number, order_in_person, follow_up_day,
        {exposure}_set as arm_set,
        rearrest, reconviction, reincarceration, technical_return, violent_rearrest, return_to_prison, any_return
    from counted_release
    where releases_of_person > 1
),

final as (
    select
        least(first.follow_up_day, second.follow_up_day) as both_followed,
        first.* exclude (person_number, order_in_person, follow_up_day),
        second.arm_set as second_arm_set,
        second.rearrest as second_rearrest,
        second.reconviction as second_reconviction,
        second.reincarceration as second_reincarceration,
        second.technical_return as second_technical_return,
        second.violent_rearrest as second_violent_rearrest,
        second.return_to_prison as second_return_to_prison,
        second.any_return as second_any_return
    from repeated as first
    inner join repeated as second
        on first.person_number = second.person_number
        and first.order_in_person < second.order_in_person
)

select * from final;
