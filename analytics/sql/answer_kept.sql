-- One row a respondent in one release, a question and a wave: the answer that counts, with its release and model.
-- Of several, the last one asked counts, then the one with the largest id; one without a day is the earliest.
-- Without a release (null) a respondent is told apart by the model asked about.
create or replace temp table answer_kept as
with

tied as (
    select
        survey.*,
        coalesce(stated.release_number, assigned.release_number) as release_number,
        -- A participation in the baseline's own code puts nobody anywhere.
        coalesce(nullif(participation.model, $baseline), survey.model) as about_model
    from survey
    left join participation using (participation_id)
    left join release_order as stated
        on stated.release_id = coalesce(survey.release_id, participation.release_id)
    left join {assigned} as assigned using (participation_id)
),

numbered as (
    select
        tied.* exclude (scale_min, scale_max, score, release_id, participation_id, model),
        model.position as about_position,
        coalesce(model.counts_as_restorative, false) as about_restorative,
        score::decimal(38, 4) - scale_min as above_lowest,
        (scale_max - scale_min)::decimal(38, 4) as scale_length,
        dense_rank() over (order by respondent_id) as respondent_number,
        dense_rank() over (
            order by
                respondent_id,
                respondent,
                tied.release_number,
                case when tied.release_number is null then about_model end
        ) as asked_number
    from tied
    left join model on tied.about_model = model.code
),

final as (
    select * from numbered
    qualify row_number() over (
        partition by asked_number, question, wave
        order by asked_on desc nulls last, response_id desc
    ) = 1
)

select * from final;
