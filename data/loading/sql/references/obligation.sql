-- One row a reference of an obligation that leads nowhere or to another person, or a sum of payments that differs.
with

paid as (
    select obligation_id, sum(amount) as amount
    from checked.payment
    group by obligation_id
)

select obligation.row_number, 'release_id' as column_name, obligation.release_id as value, 'is not in release' as reason
from checked.obligation
left join checked.release using (release_id)
where obligation.release_id is not null and release.release_id is null

union all

select
    obligation.row_number,
    'participation_id',
    obligation.participation_id,
    case
        when participation.participation_id is null then 'is not in participation'
        else 'is another person''s than the release'
    end
from checked.obligation
left join checked.participation using (participation_id)
left join checked.release on obligation.release_id = release.release_id
where obligation.participation_id is not null
  and (participation.participation_id is null or participation.person_id <> release.person_id)

union all

select
    obligation.row_number,
    'victim_id',
    obligation.victim_id,
    case when victim.victim_id is null then 'is not in victim' else 'is another person''s than the release' end
from checked.obligation
left join checked.victim using (victim_id)
left join checked.release on obligation.release_id = release.release_id
left join checked.release as harmed_in on victim.release_id = harmed_in.release_id
where obligation.victim_id is not null
  and (victim.victim_id is null or harmed_in.person_id <> release.person_id)

union all

select
    obligation.row_number,
    'fulfilled',
    obligation.fulfilled::varchar,
    'differs from the sum of its payments, ' || paid.amount
from checked.obligation
inner join paid using (obligation_id)
where obligation.fulfilled <> paid.amount
