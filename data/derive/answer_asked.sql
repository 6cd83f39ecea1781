-- One row a respondent, a thing that the respondent was asked about and a model named there: what is the same in all of
-- these answers.
-- named: which models all answers about the same thing name, bit by bit, the usual sentence left out.
-- respondent_again, person_again: whether the same respondent, or another one of the kind about the same person, was
-- asked about something else too.
-- release_row: where the release stands in counted_release, which has like beside like.
-- Without a release an answer counts where nothing is selected, as one about a first release would.
create or replace temp table answer_asked as
with

asked as (
    select distinct respondent_number, answer_item.respondent, asked_about, about
    from answer_kept
    inner join answer_item using (item)
),

named as (
    select
        asked_about,
        bit_or(case when about = -1 or model.code = $baseline then 0 else 1::bigint << about end) as named
    from asked
    left join model on model.position = asked.about
    group by asked_about
),

told_apart as (
    select distinct respondent_number, respondent, asked_about from asked
),

of_respondent as (
    select respondent_number, respondent, count(*) > 1 as respondent_again
    from told_apart
    group by respondent_number, respondent
),

of_person as (
    select person_number, respondent, count(*) > 1 as person_again
    from told_apart
    inner join counted_release on asked_about = release_number
    group by person_number, respondent
),

final as (
    select
        asked.*,
        named,
        respondent_again,
        coalesce(person_again, false) as person_again,
        counted_release.person_number,
        counted_release.release_number,
        counted_release.rowid as release_row,
        coalesce(order_in_person, 1)::usmallint as order_in_person,
        release_set.referred_set,
        release_set.started_set,
        release_set.completed_set
    from asked
    inner join named using (asked_about)
    inner join of_respondent using (respondent_number, respondent)
    left join counted_release on asked_about = counted_release.release_number
    left join release_set on asked_about = release_set.release_number
    left join of_person
        on of_person.person_number = counted_release.person_number and of_person.respondent = asked.respondent
    -- Who died or was no longer followed before the clock's start leaves.
    where counted_release.release_number is null
       or (follow_up_day >= $landmark::integer and (death_day is null or death_day >= $landmark::integer))
)

select * from final;
