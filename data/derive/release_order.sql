-- One row a release: its number, and its place among the person's releases (earliest first, then smallest id).
create table release_order as
with

numbered as (
    select
        release.release_id,
        person_id,
        release.released_on,
        release.release_type,
        release.follow_up_ended_on,
        person_order.person_number,
        person_order.releases_of_person,
        person_order.releases_before
    from release
    inner join person_order using (person_id)
),

-- Only the releases of people who have several need to be put in order.
ordered as (
    select *, 1 as order_in_person
    from numbered
    where releases_of_person = 1
    union all
    select *, row_number() over (partition by person_number order by released_on, release_id)
    from numbered
    where releases_of_person > 1
),

final as (
    select
        release_id,
        person_id,
        released_on,
        release_type,
        follow_up_ended_on,
        (releases_before + order_in_person - 1)::uinteger as release_number,
        person_number,
        order_in_person::usmallint as order_in_person,
        releases_of_person
    from ordered
)

select * from final
order by release_number;
