-- One row an answer (pairs left out): in which of five bands of its scale it lies. 0: not answered; 1: the worst
-- answers, up to an eighth of the scale; 2: up to a quarter; 3: between; 4: from three quarters, which is
-- satisfied; 5: the best, from seven eighths. Where a low score is the good one the scale is turned.
create or replace temp table answer_banded as
with

turned as (
    select
        answer_counted.*,
        case
            when answer_item.question::varchar in $lower_is_better then scale_length - above_lowest
            else above_lowest
        end as above_worst
    from answer_counted
    inner join answer_item using (item)
    where answer_item.wave <> 'change'
),

final as (
    select
        level,
        item,
        place,
        respondent_number,
        case
            when above_worst is null then 0
            when 8 * above_worst <= scale_length then 1
            when 8 * above_worst <= 2 * scale_length then 2
            when 8 * above_worst < 6 * scale_length then 3
            when 8 * above_worst < 7 * scale_length then 4
            else 5
        end as band
    from turned
)

select * from final;
