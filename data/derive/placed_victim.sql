-- One row a release with people harmed: how many, whether and how they took part, whether a statement was offered and given,
-- and how many of them were asked how it was, and answered (never more than are named).
create table placed_victim as
with

harmed as (
    select
        release_order.release_number,
        count(*)::integer as victims,
        (count(*) filter (invited_on is not null))::integer as invited,
        (count(*) filter (took_part = 'in_person'))::integer as in_person,
        (count(*) filter (took_part = 'by_letter'))::integer as by_letter,
        (count(*) filter (took_part = 'stand_in'))::integer as stand_in,
        (count(*) filter (took_part = 'declined'))::integer as declined,
        (count(*) filter (took_part = 'not_reached'))::integer as not_reached,
        (count(*) filter (took_part = 'not_invited'))::integer as not_invited,
        (count(*) filter (took_part is null or took_part = 'unknown'))::integer as unknown,
        (count(*) filter (statement_offered_on is not null))::integer as offered,
        (count(*) filter (statement_given_on is not null))::integer as given
    from victim
    inner join release_order using (release_id)
    group by 1
),

-- An answer's own release counts, else that of its participation; one place at a time, so that memory holds one of them.
-- What is no program stands in participation_release only as others' are: by the release that it names.
placed_answer as (
    select release_number, respondent_id, score
    from survey
    inner join release_order using (release_id)
    where respondent = 'victim'
    union all
    select release_number, respondent_id, score
    from survey
    inner join participation_release using (participation_id)
    where respondent = 'victim' and survey.release_id is null
    union all
    select release_number, respondent_id, score
    from survey
    inner join participation using (participation_id)
    inner join release_order on participation.release_id = release_order.release_id
    where respondent = 'victim' and survey.release_id is null and participation.model = $baseline
),

respondent as (
    select release_number, respondent_id, bool_or(score is not null) as answered
    from placed_answer
    group by 1, 2
),

asked as (
    select release_number, count(*) as asked, count(*) filter (answered) as answered
    from respondent
    group by 1
),

final as (
    select
        harmed.*,
        least(victims, coalesce(asked, 0))::integer as asked,
        least(victims, coalesce(answered, 0))::integer as answered
    from harmed
    left join asked using (release_number)
)

select * from final
order by release_number;
