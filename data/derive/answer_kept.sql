-- One row a respondent in one release, a question and a wave: the answer that counts, with its release and model.
-- Of several, the last one asked counts, then the one with the largest id; one without a day is the earliest.
-- asked_about: the release; without one, respondents are told apart by the model asked about (-1 - its position); with
-- neither, an answer counts nowhere.
-- about: the model's position; -1 where it names none. Scores are in ten-thousandths, so that they are whole numbers.
create or replace temp table answer_kept as
with

respondent as (
    select respondent_id, row_number() over ()::uinteger as respondent_number
    from (select distinct respondent_id from survey)
),

-- A participation in the baseline's own code puts nobody anywhere.
participation_place as (
    select
        participation.participation_id,
        coalesce(stated.release_number, assigned.release_number)::bigint as release_number,
        case when participation.model <> $baseline then model.position end as position
    from participation
    left join release_order as stated using (release_id)
    left join assigned_participation as assigned using (participation_id)
    left join model on model.code = participation.model
),

-- asked: the question and the wave, as one bit of 64.
tied as materialized (
    select
        respondent.respondent_number,
        survey.respondent,
        answer_item.item,
        1::ubigint << (len(enum_range(null::wave)) * enum_code(survey.question) + enum_code(survey.wave)) as asked,
        survey.rowid as survey_row,
        ((survey.score - survey.scale_min) * 10000)::bigint as above_lowest,
        ((survey.scale_max - survey.scale_min) * 10000)::bigint as scale_length,
        coalesce(participation_place.position, model.position, -1)::tinyint as about,
        coalesce(stated.release_number::bigint, participation_place.release_number, -1 - about) as asked_about
    from survey
    inner join respondent using (respondent_id)
    inner join answer_item
        on survey.respondent = answer_item.respondent
        and survey.question = answer_item.question
        and survey.wave = try_cast(answer_item.wave as wave)
    left join participation_place using (participation_id)
    left join release_order as stated on stated.release_id = survey.release_id
    left join model on model.code = survey.model
    where coalesce(stated.release_number, participation_place.release_number, participation_place.position, model.position) is not null
),

-- Almost nobody is asked again: only these answers are put in order.
asked_again as (
    select respondent_number, respondent, asked_about
    from tied
    group by respondent_number, respondent, asked_about
    having bit_count(bit_or(asked)) < count(*)
),

final as (
    select tied.respondent_number, tied.item, tied.asked_about, tied.about, tied.above_lowest, tied.scale_length
    from tied
    anti join asked_again using (respondent_number, respondent, asked_about)
    union all
    select tied.respondent_number, tied.item, tied.asked_about, tied.about, tied.above_lowest, tied.scale_length
    from tied
    semi join asked_again using (respondent_number, respondent, asked_about)
    inner join survey on survey.rowid = survey_row
    qualify row_number() over (
        partition by respondent_number, asked_about, item
        order by asked_on desc nulls last, response_id desc
    ) = 1
)

select * from final;
