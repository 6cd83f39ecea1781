-- One row a release: the number of its set of arms under each exposure, and the level of risk where it was assessed late:
-- who reads both joins once.
create or replace temp table release_set as
with

final as (
    select
        membership.release_number,
        referred_set.arm_set as referred_set,
        started_set.arm_set as started_set,
        completed_set.arm_set as completed_set,
        assessed_late.risk_before_referral as risk_assessed_late
    from release_membership as membership
    inner join arm_set_found as referred_set
        on referred_set.arms = membership.referred
        and referred_set.in_baseline = membership.in_baseline
        and referred_set.in_strict_baseline = membership.in_strict_baseline
        and referred_set.referred_later = membership.referred_later
        and referred_set.release_type = membership.release_type
    inner join arm_set_found as started_set
        on started_set.arms = membership.started
        and started_set.in_baseline = membership.in_baseline
        and started_set.in_strict_baseline = membership.in_strict_baseline
        and started_set.referred_later = membership.referred_later
        and started_set.release_type = membership.release_type
    inner join arm_set_found as completed_set
        on completed_set.arms = membership.completed
        and completed_set.in_baseline = membership.in_baseline
        and completed_set.in_strict_baseline = membership.in_strict_baseline
        and completed_set.referred_later = membership.referred_later
        and completed_set.release_type = membership.release_type
    left join assessed_late using (release_number)
)

select * from final;
