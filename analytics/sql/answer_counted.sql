-- One row an answer, or a pair of answers before and after, with what it says.
-- State: 0 not answered, 1 answered, 2 answered and satisfied. A pair stands where its later answer stands; its
-- `change` is in hundredths of the scale, and null where the two were answered on scales of different length.
create or replace temp table answer_counted as
with

answer as (
    select
        answer_placed.*,
        item,
        case
            when above_lowest is null then 0
            when question::varchar in $lower_is_better and 4 * above_lowest <= scale_length then 2
            when question::varchar not in $lower_is_better and 4 * above_lowest >= 3 * scale_length then 2
            else 1
        end as state
    from answer_placed
    inner join answer_item using (respondent, question)
    where answer_item.wave = answer_placed.wave::varchar
),

pair as (
    select
        later.* exclude (item, state) replace (null as scale_length, null as above_lowest),
        answer_item.item,
        (earlier.state > 0 and later.state > 0)::integer as state,
        case
            when earlier.scale_length = later.scale_length
                then round((later.above_lowest - earlier.above_lowest)::double * 100 / later.scale_length::double, 9)
        end as change
    from answer as earlier
    inner join answer as later using (respondent_number, respondent, asked_about, question)
    inner join answer_item
        on answer_item.respondent = later.respondent
        and answer_item.question = later.question
        and answer_item.wave = 'change'
    where earlier.wave = 'before' and later.wave = 'after'
),

final as (
    select
        level, item, place, person_number, respondent_number, state, scale_length, above_lowest, null as change
    from answer
    union all
    select level, item, place, person_number, respondent_number, state, null, null, change
    from pair
)

select * from final;
