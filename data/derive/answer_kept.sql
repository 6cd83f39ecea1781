-- One row a respondent in one release, a question and a wave: the answer that counts, with its release and model.
-- Of several, the last one asked counts, then the one with the largest id; one without a day is the earliest.
-- Without a release (null) a respondent is told apart by the model asked about; with neither, an answer counts nowhere.
-- about: the model's position; -1 where it names none.
create or replace temp table answer_kept as
with

respondent as (
    select respondent_id, row_number() over () as respondent_number
    from (select distinct respondent_id from survey)
),

tied as (
    select
        respondent.respondent_number,
        survey.response_id,
        survey.respondent,
        survey.question,
        survey.wave,
        survey.asked_on,
        survey.score::decimal(38, 4) - survey.scale_min as above_lowest,
        (survey.scale_max - survey.scale_min)::decimal(38, 4) as scale_length,
        coalesce(stated.release_number, assigned.release_number)::bigint as release_number,
        coalesce(model.position, -1) as about
    from survey
    inner join respondent using (respondent_id)
    left join participation using (participation_id)
    left join release_order as stated
        on stated.release_id = coalesce(survey.release_id, participation.release_id)
    left join assigned_participation as assigned using (participation_id)
    -- A participation in the baseline's own code puts nobody anywhere.
    left join model on model.code = coalesce(nullif(participation.model, $baseline), survey.model)
),

known as (
    select *, coalesce(release_number, -1 - about) as asked_about
    from tied
    where release_number is not null or about >= 0
),

final as (
    select respondent_number, respondent, question, wave, release_number, asked_about, about, above_lowest, scale_length
    from known
    qualify row_number() over (
        partition by respondent_number, respondent, asked_about, question, wave
        order by asked_on desc nulls last, response_id desc
    ) = 1
)

select * from final;
