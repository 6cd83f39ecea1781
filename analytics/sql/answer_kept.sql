-- One row a respondent in one release, a question and a wave: the answer that counts, with its release and model.
-- Of several, the last one asked counts, then the one with the largest id; one without a day is the earliest.
-- Without a release (null) a respondent is told apart by the model asked about.
create or replace temp table answer_kept as
with

tied as (
    select
        survey.response_id,
        survey.respondent_id,
        survey.respondent,
        survey.question,
        survey.wave,
        survey.asked_on,
        survey.score,
        survey.scale_min,
        survey.scale_max,
        coalesce(stated.release_number, assigned.release_number)::bigint as release_number,
        -- A participation in the baseline's own code puts nobody anywhere.
        coalesce(nullif(participation.model, $baseline), survey.model) as about_model
    from survey
    left join participation using (participation_id)
    left join release_order as stated
        on stated.release_id = coalesce(survey.release_id, participation.release_id)
    left join {assigned} as assigned using (participation_id)
),

respondent as (
    select respondent_id, row_number() over () as respondent_number
    from (select distinct respondent_id from tied)
),

numbered as (
    select
        tied.* exclude (about_model),
        respondent_number,
        model.code = $baseline as about_usual,
        model.position as about_position,
        coalesce(model.counts_as_restorative, false) as about_restorative,
        coalesce(tied.release_number, -1 - model.position) as asked_about
    from tied
    inner join respondent using (respondent_id)
    left join model on tied.about_model = model.code
),

final as (
    select
        respondent_number,
        respondent,
        question,
        wave,
        release_number,
        asked_about,
        about_usual,
        about_position,
        about_restorative,
        score::decimal(38, 4) - scale_min as above_lowest,
        (scale_max - scale_min)::decimal(38, 4) as scale_length
    from numbered
    qualify row_number() over (
        partition by respondent_number, respondent, asked_about, question, wave
        order by asked_on desc nulls last, response_id desc
    ) = 1
)

select * from final;
