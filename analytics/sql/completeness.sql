-- One row: how many rows {table} has, in how many of them a column is known, and of how many people the known and
-- the unknown ones are. People are counted in the first rows only, as all that matters is whether they are few.
with

records as (
    select {person} as person, {known} as is_known
    from {people}
),

known as (
    select person from records where is_known limit $looked_at
),

unknown as (
    select person from records where not is_known limit $looked_at
),

final as (
    select
        (select count(*) from {table}) as rows,
        (select count(*) from {table} where {known}) as known,
        (select count(distinct person) from known) as people_known,
        (select count(distinct person) from unknown) as people_unknown
)

select * from final
