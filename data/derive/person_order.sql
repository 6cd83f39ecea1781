-- One row a person: its number, how many releases the person has, and how many those before it have together.
create temp table person_order as
with

released as (
    select person_id, count(*) as releases
    from release
    group by person_id
),

final as (
    select
        person_id,
        (row_number() over earlier - 1)::uinteger as person_number,
        coalesce(releases, 0)::usmallint as releases_of_person,
        (sum(coalesce(releases, 0)) over earlier - coalesce(releases, 0))::uinteger as releases_before
    from person
    left join released using (person_id)
    window earlier as (order by person_id rows between unbounded preceding and current row)
)

select * from final;
