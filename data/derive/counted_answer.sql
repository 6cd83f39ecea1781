-- One row an answer that counts, or a pair of answers before and after, with everything that counting needs; what a
-- selection asks of its release is asked there.
-- state: 0 not answered, 1 answered, 2 answered and satisfied. band: in which of five parts of its scale an answer lies
-- (0: not answered; 1: the worst, up to an eighth; 2: up to a quarter; 3: between; 4: from three quarters, which is
-- satisfied; 5: the best, from seven eighths). Where a low score is the good one the scale is turned.
-- A pair stands where its later answer stands; its change is in hundredths of the scale, null where the two were
-- answered on scales of different length.
-- scale_length, above_lowest: in ten-thousandths. The other columns: answer_asked.sql.
create or replace temp table counted_answer_found as
with

told as (
    select
        kept.*,
        case when low_is_good then kept.scale_length - kept.above_lowest else kept.above_lowest end as above_worst,
        case when low_is_good then kept.above_lowest else kept.scale_length - kept.above_lowest end as below_best
    from answer_kept as kept
    inner join answer_item using (item)
),

-- Whole numbers: at or below a part of the scale is at or below that part without its fraction.
answer as (
    select
        *,
        case
            when above_worst is null then 0
            when above_worst <= scale_length // 8 then 1
            when above_worst <= scale_length // 4 then 2
            when below_best > scale_length // 4 then 3
            when below_best > scale_length // 8 then 4
            else 5
        end::utinyint as band
    from told
),

changed_item as (
    select earlier.item as earlier_item, later.item as later_item, change.item
    from answer_item as change
    inner join answer_item as earlier using (respondent, question)
    inner join answer_item as later using (respondent, question)
    where change.wave = 'change' and earlier.wave = 'before' and later.wave = 'after'
),

earlier as (
    select answer_kept.*, changed_item.item as changed
    from answer_kept
    inner join changed_item on answer_kept.item = earlier_item
),

later as (
    select answer_kept.*, changed_item.item as changed
    from answer_kept
    inner join changed_item on answer_kept.item = later_item
),

pair as (
    select
        later.respondent_number,
        later.asked_about,
        later.about,
        changed as item,
        (earlier.above_lowest is not null and later.above_lowest is not null)::utinyint as state,
        case
            when earlier.scale_length = later.scale_length
                then round((later.above_lowest - earlier.above_lowest)::double * 100 / later.scale_length::double, 9)
        end as change
    from earlier
    inner join later using (respondent_number, asked_about, changed)
),

answer_or_pair as (
    select
        respondent_number, asked_about, about, item,
        case when band = 0 then 0 when band < 4 then 1 else 2 end::utinyint as state,
        band, scale_length, above_lowest, null::double as change
    from answer
    union all
    select respondent_number, asked_about, about, item, state, null, null, null, change from pair
),

final as (
    select
        item,
        state,
        band,
        scale_length,
        above_lowest,
        change,
        about_set,
        respondent_number,
        respondent_again,
        person_again,
        person_number,
        release_number,
        order_in_person,
        referred_set,
        started_set,
        completed_set,
        release_row
    from answer_or_pair
    inner join answer_item using (item)
    inner join answer_asked using (respondent_number, respondent, asked_about, about)
    inner join answer_about_found using (about, named)
)

-- In the order of their releases, so that a question about one item and a selection skip most of the file.
select * exclude (release_row) from final
order by item, release_row;
