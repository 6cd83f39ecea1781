-- The table `level`, with how many releases have the value: so it can be told beforehand how much a selection leaves.
create or replace table level as
with

level_count as (
    {level_counts}
),

final as (
    select level.dimension, level.code, level.value, coalesce(level_count.releases, 0)::uinteger as releases
    from level
    left join level_count using (dimension, code)
)

select * from final
order by dimension, code;
