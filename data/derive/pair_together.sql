-- One row a window, two sets of arms, and for each outcome whether its event fell into the window: pairs of releases of
-- one person that were both followed for the whole window.
with

first as (
    select
        person_number, order_in_person, follow_up_day,
        {exposure}_set as arm_set,
        rearrest, reconviction, reincarceration, technical_return, violent_rearrest, return_to_prison, any_return
    from counted_release
    where releases_of_person > 1
)

select
    counted_window.months,
    first.arm_set as first_set,
    second.arm_set as second_set,
    first.rearrest % 4 = 1 and first.rearrest <= last as rearrest,
    first.reconviction % 4 = 1 and first.reconviction <= last as reconviction,
    first.reincarceration % 4 = 1 and first.reincarceration <= last as reincarceration,
    first.technical_return % 4 = 1 and first.technical_return <= last as technical_return,
    first.violent_rearrest % 4 = 1 and first.violent_rearrest <= last as violent_rearrest,
    first.return_to_prison % 4 = 1 and first.return_to_prison <= last as return_to_prison,
    first.any_return % 4 = 1 and first.any_return <= last as any_return,
    second.rearrest % 4 = 1 and second.rearrest <= last as second_rearrest,
    second.reconviction % 4 = 1 and second.reconviction <= last as second_reconviction,
    second.reincarceration % 4 = 1 and second.reincarceration <= last as second_reincarceration,
    second.technical_return % 4 = 1 and second.technical_return <= last as second_technical_return,
    second.violent_rearrest % 4 = 1 and second.violent_rearrest <= last as second_violent_rearrest,
    second.return_to_prison % 4 = 1 and second.return_to_prison <= last as second_return_to_prison,
    second.any_return % 4 = 1 and second.any_return <= last as second_any_return,
    count(*) as pairs
from first
inner join first as second
    on first.person_number = second.person_number and first.order_in_person < second.order_in_person
inner join counted_window on least(first.follow_up_day, second.follow_up_day) >= counted_window.days
group by all
