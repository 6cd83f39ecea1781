-- One row: of how many people the first rows of {table} are for which a condition holds. That is enough to see whether
-- they are few.
with

looked_at as (
    select * from {table} where {condition} limit $looked_at
),

final as (
    select count(distinct {person}) as people
    from {people}
)

select * from final
