-- One row a set of arms: people harmed in its releases, whether and how they took part, whether a statement was offered and
-- given, and how many of them were never asked how it was (those named beyond the victims asked about the release).
with

counted as (
    select release_number, {arm_set} as arm_set
    from ({counted})
),

harmed as (
    select
        release_order.release_number,
        count(*) as victims,
        count(*) filter (invited_on is not null) as invited,
        count(*) filter (took_part = 'in_person') as in_person,
        count(*) filter (took_part = 'by_letter') as by_letter,
        count(*) filter (took_part = 'stand_in') as stand_in,
        count(*) filter (took_part = 'declined') as declined,
        count(*) filter (took_part = 'not_reached') as not_reached,
        count(*) filter (took_part = 'not_invited') as not_invited,
        count(*) filter (took_part is null or took_part = 'unknown') as unknown,
        count(*) filter (statement_offered_on is not null) as offered,
        count(*) filter (statement_given_on is not null) as given
    from victim
    inner join release_order using (release_id)
    group by 1
),

respondent as (
    select
        coalesce(stated.release_number, assigned.release_number) as release_number,
        survey.respondent_id,
        bool_or(score is not null) as answered
    from survey
    left join participation using (participation_id)
    left join release_order as stated on stated.release_id = coalesce(survey.release_id, participation.release_id)
    left join participation_release as assigned using (participation_id)
    where survey.respondent = 'victim'
    group by 1, 2
),

asked as (
    select release_number, count(*) as asked, count(*) filter (answered) as answered
    from respondent
    where release_number is not null
    group by 1
),

final as (
    select
        arm_set::integer as arm_set,
        sum(victims) as victims,
        sum(invited) as invited,
        sum(in_person) as in_person,
        sum(by_letter) as by_letter,
        sum(stand_in) as stand_in,
        sum(declined) as declined,
        sum(not_reached) as not_reached,
        sum(not_invited) as not_invited,
        sum(unknown) as unknown,
        sum(offered) as offered,
        sum(given) as given,
        sum(least(victims, coalesce(asked, 0))) as asked,
        sum(least(victims, coalesce(answered, 0))) as answered
    from harmed
    inner join counted using (release_number)
    left join asked using (release_number)
    group by 1
)

select * from final
order by arm_set
