-- One row an answer that counts, or a pair of answers before and after, with everything that counting needs: what was
-- asked and answered, and what a selection may ask of its release, so that nothing has to be joined to count.
-- state: 0 not answered, 1 answered, 2 answered and satisfied. band: in which of five parts of its scale an answer lies
-- (0: not answered; 1: the worst, up to an eighth; 2: up to a quarter; 3: between; 4: from three quarters, which is
-- satisfied; 5: the best, from seven eighths). Where a low score is the good one the scale is turned.
-- A pair stands where its later answer stands; its change is in hundredths of the scale, null where the two were
-- answered on scales of different length.
-- Without a release an answer counts where nothing is selected, as one about a first release would.
-- respondent_again, person_again: whether the same respondent, or another one of the kind about the same person, may
-- stand in other rows of the item.
create or replace temp table counted_answer_found as
with

told as (
    select
        kept.*,
        item.item,
        case when item.low_is_good then kept.scale_length - kept.above_lowest else kept.above_lowest end as above_worst
    from answer_kept as kept
    inner join answer_item as item
        on kept.respondent = item.respondent and kept.question = item.question and kept.wave::varchar = item.wave
),

answer as (
    select
        *,
        case
            when above_worst is null then 0
            when 8 * above_worst <= scale_length then 1
            when 8 * above_worst <= 2 * scale_length then 2
            when 8 * above_worst < 6 * scale_length then 3
            when 8 * above_worst < 7 * scale_length then 4
            else 5
        end as band
    from told
),

pair as (
    select
        later.respondent_number,
        later.respondent,
        later.asked_about,
        later.about,
        item.item,
        (earlier.band > 0 and later.band > 0)::integer as state,
        case
            when earlier.scale_length = later.scale_length
                then round((later.above_lowest - earlier.above_lowest)::double * 100 / later.scale_length::double, 9)
        end as change
    from answer as earlier
    inner join answer as later using (respondent_number, respondent, asked_about, question)
    inner join answer_item as item on item.respondent = later.respondent and item.question = later.question
    where earlier.wave = 'before' and later.wave = 'after' and item.wave = 'change'
),

answer_or_pair as (
    select
        respondent_number, respondent, asked_about, about, item,
        case when band = 0 then 0 when band < 4 then 1 else 2 end as state,
        band, scale_length, above_lowest, null::double as change
    from answer
    union all
    select respondent_number, respondent, asked_about, about, item, state, null, null, null, change from pair
),

asked as (
    select distinct respondent_number, respondent, asked_about from answer_kept
),

of_respondent as (
    select respondent_number, respondent, count(*) > 1 as respondent_again
    from asked
    group by 1, 2
),

of_person as (
    select person_number, respondent, count(*) > 1 as person_again
    from asked
    inner join counted_release on asked_about = release_number
    group by 1, 2
),

final as (
    select
        item,
        state::utinyint as state,
        band::utinyint as band,
        scale_length,
        above_lowest,
        change,
        about_set,
        answer_or_pair.respondent_number::uinteger as respondent_number,
        respondent_again,
        coalesce(person_again, false) as person_again,
        counted_release.person_number,
        release_number,
        coalesce(order_in_person, 1)::usmallint as order_in_person,
        sex,
        race,
        ethnicity,
        age_band,
        offense,
        risk_level,
        county_fips,
        circuit,
        facility,
        release_type,
        release_year,
        release_set.referred_set,
        release_set.started_set,
        release_set.completed_set,
        follow_up_day,
        death_day
    from answer_or_pair
    inner join answer_named using (asked_about)
    inner join answer_about_found using (about, named)
    inner join of_respondent using (respondent_number, respondent)
    left join counted_release on asked_about = release_number
    left join release_set using (release_number)
    left join of_person
        on of_person.person_number = counted_release.person_number and of_person.respondent = answer_or_pair.respondent
)

-- Like beside like, so that a question about one item and a selection skip most of the file.
select * from final
order by item, sex, race, ethnicity, offense, age_band, risk_level;
