-- One row an answer that the question is about, with where it counts: the models in whose rows it stands (bits),
-- whether it stands in the baseline, and the models whose own row leaves its release out of the baseline.
-- An answer about a restorative model is never one about the usual sentence, whenever that model came.
create or replace temp table answer_placed as
with

counted as (
    select release_number, person_number, {arm_set} as arm_set, {level} as level
    from ({counted})
),

of_release as (
    select
        answer_kept.*,
        counted.level::integer as level,
        counted.person_number::bigint as person_number,
        arm_set.release_type,
        case when about_position is null then arm_set.arms when about_usual then 0 else 1::bigint << about_position end as models,
        arm_set.{in_baseline} and (
            about_position is null or about_usual or not (about_restorative or $strict)
        ) as in_baseline,
        arm_set.arms
    from answer_kept
    inner join counted using (release_number)
    inner join {arm_sets} as arm_set using (arm_set)
),

-- Without a release there is nothing to select by, and no type of release.
of_none as (
    select
        answer_kept.*,
        0 as level,
        null::bigint as person_number,
        '' as release_type,
        case when about_usual then 0 else 1::bigint << about_position end as models,
        about_usual as in_baseline,
        0 as arms
    from answer_kept
    where $whole and release_number is null and about_position is not null
),

told_of as (
    select release_number, bit_or(models) as told_of
    from of_release
    group by release_number
),

placed as (
    select of_release.*, arms | told_of as left_by
    from of_release
    inner join told_of using (release_number)
    union all
    select *, models from of_none
),

place as (
    select *, row_number() over (order by models, in_baseline, left_by, release_type) - 1 as place
    from (select distinct models, in_baseline, left_by, release_type from placed)
),

final as (
    select
        level, respondent_number, respondent, question, wave, asked_about, person_number,
        above_lowest, scale_length, place, models, in_baseline, left_by, release_type
    from placed
    inner join place using (models, in_baseline, left_by, release_type)
)

select * from final;
