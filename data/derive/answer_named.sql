-- One row a release that answers are about (without one: a model, as a number below 0): which models these answers
-- name, bit by bit, the usual sentence left out.
create or replace temp table answer_named as
with

final as (
    select
        asked_about,
        bit_or(case when about = -1 or model.code = $baseline then 0 else 1::bigint << about end) as named
    from answer_kept
    left join model on model.position = answer_kept.about
    group by asked_about
)

select * from final;
