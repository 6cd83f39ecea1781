-- One row a combination that occurs of the model that an answer is about (its position; -1: none) and of all models
-- that answers about the same release name, bit by bit. Counting groups by its number.
create or replace temp table answer_about_found as
with

combination as (
    select distinct about::integer as about, named from answer_asked
),

final as (
    select (row_number() over (order by about, named) - 1)::usmallint as about_set, about, named
    from combination
)

select * from final
order by about_set;
