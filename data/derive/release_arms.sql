-- One row a release of a person with any participation: the arms it is in under each exposure, as sets of
-- bits (bit = the model's position), whether it is in the baseline, and whether a referral came later.
-- Every date is held against the clock's start: $landmark days after the release.
create or replace temp table release_arms as
with

clock as (
    select release_number, person_number, order_in_person, follow_up_ended_on,
        released_on + $landmark::integer as started_on
    from release_order
),

-- A release whose only restorative participation has no date is in no arm, whatever else it took part in.
arms as (
    select
        clock.release_number,
        bool_or(own.restorative) and not bool_or(own.restorative and coalesce(own.referred_on, own.completed_on) is not null) as only_undated,
        bit_or(case when own.referred_on <= clock.started_on then 1::bigint << own.position else 0 end) as referred,
        bit_or(case when own.started_on <= clock.started_on then 1::bigint << own.position else 0 end) as started,
        bit_or(case when own.completed_on <= clock.started_on then 1::bigint << own.position else 0 end) as completed,
        coalesce(bool_or(not own.restorative and own.referred_on <= clock.started_on), false) as in_other_arm
    from clock
    inner join assigned_participation as own using (release_number)
    group by clock.release_number
),

-- A restorative participation without a date may lie before the clock's start: the release is not in the baseline.
history as (
    select
        clock.release_number,
        coalesce(bool_or(
            participation.order_in_person <= clock.order_in_person
            and (participation.referred_on is null or participation.referred_on <= clock.started_on)
        ), false) as restorative_before,
        coalesce(bool_or(
            participation.referred_on > clock.started_on
            and participation.referred_on <= clock.follow_up_ended_on
        ), false) as referred_later
    from clock
    inner join assigned_participation as participation using (person_number)
    where participation.restorative
    group by clock.release_number
),

final as (
    select
        release_number,
        case when arms.only_undated then 0 else coalesce(arms.referred, 0) end as referred,
        case when arms.only_undated then 0 else coalesce(arms.started, 0) end as started,
        case when arms.only_undated then 0 else coalesce(arms.completed, 0) end as completed,
        not coalesce(history.restorative_before, false) as in_baseline,
        not coalesce(history.restorative_before, false) and not coalesce(arms.in_other_arm, false) as in_strict_baseline,
        coalesce(history.referred_later, false) as referred_later
    from arms
    full join history using (release_number)
)

select * from final;
