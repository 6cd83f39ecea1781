-- One row a release: its number, and its place among the person's releases (earliest first, then smallest id).
create table release_order as
with

final as (
    select
        release_id,
        person_id,
        released_on,
        release_type,
        follow_up_ended_on,
        (row_number() over (order by person_id, released_on, release_id) - 1)::uinteger as release_number,
        (dense_rank() over (order by person_id) - 1)::uinteger as person_number,
        row_number() over (partition by person_id order by released_on, release_id)::usmallint as order_in_person,
        count(*) over (partition by person_id)::usmallint as releases_of_person
    from release
)

select * from final
order by release_number;
