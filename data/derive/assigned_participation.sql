-- One row a participation in a model, with the release it belongs to (null: none) and its exposure dates.
-- One with a release of its own belongs to it. Otherwise it belongs to the person's latest release in whose
-- first $landmark days its date falls, else to the next release on or after that date, else to none.
create or replace temp table assigned_participation as
with

dated as (
    select
        participation.participation_id,
        participation.person_id,
        participation.release_id,
        model.position,
        coalesce(model.counts_as_restorative, false) as restorative,
        coalesce(referred_on, started_on) as referred_on,
        started_on,
        case when status = 'completed' then coalesce(ended_on, agreement_completed_on) end as completed_on
    from participation
    inner join model on participation.model = model.code
    where model.code <> 'retributive_only'
),

with_release as (
    select dated.participation_id, release_order.release_number
    from dated
    inner join release_order using (release_id)
),

without_release as (
    select dated.participation_id, release_order.release_number
    from dated
    inner join release_order using (person_id)
    where dated.release_id is null
      and dated.referred_on <= release_order.released_on + $landmark::integer
    qualify row_number() over (
        partition by participation_id
        order by
            released_on <= referred_on desc,
            abs(referred_on - released_on),
            order_in_person
    ) = 1
),

assigned as (
    select participation_id, release_number from with_release
    union all
    select participation_id, release_number from without_release
),

person as (
    select person_id, person_number from release_order where order_in_person = 1
),

final as (
    select
        dated.participation_id,
        person.person_number,
        release_order.release_number,
        release_order.order_in_person,
        dated.position,
        dated.restorative,
        dated.referred_on,
        dated.started_on,
        dated.completed_on
    from dated
    inner join person using (person_id)
    left join assigned using (participation_id)
    left join release_order using (release_number)
)

select * from final;
