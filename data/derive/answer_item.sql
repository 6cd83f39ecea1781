-- One row a kind of answer that the records hold: a respondent, a question and a wave; where a question about how
-- people fare was asked before and after, also the change between the two.
-- low_is_good: True where a low score is the good one.
create table answer_item as
with

asked as (
    select distinct respondent, question, wave from survey
),

paired as (
    select earlier.respondent, earlier.question
    from asked as earlier
    inner join asked as later using (respondent, question)
    where earlier.wave = 'before' and later.wave = 'after'
      and question::varchar in $asked_twice
),

item as (
    select respondent, question, wave::varchar as wave, enum_code(wave) as wave_order from asked
    union all
    select respondent, question, 'change', 99 from paired
),

final as (
    select
        (row_number() over (order by enum_code(respondent), enum_code(question), wave_order) - 1)::usmallint as item,
        respondent,
        question,
        wave,
        question::varchar in $lower_is_better as low_is_good
    from item
)

select * from final
order by item;
