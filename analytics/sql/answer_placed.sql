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
        counted.level,
        counted.person_number,
        arm_set.release_type,
        case when about_model is null then arm_set.arms when about_model = $baseline then 0
            else 1::bigint << about_position end as models,
        arm_set.{in_baseline} and (
            about_model is null or about_model = $baseline or not (about_restorative or $strict)
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
        null as person_number,
        '' as release_type,
        case when about_model = $baseline then 0 else 1::bigint << about_position end as models,
        about_model = $baseline as in_baseline,
        0 as arms
    from answer_kept
    where $whole and release_number is null and about_model is not null
),

placed as (
    select *, arms | bit_or(models) over (partition by release_number) as left_by from of_release
    union all
    select *, models as left_by from of_none
),

final as (
    select
        placed.*,
        (dense_rank() over (order by models, in_baseline, left_by, release_type) - 1)::usmallint as place
    from placed
)

select * from final;
