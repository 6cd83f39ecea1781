-- One row a release whose risk was assessed after its first referral, with the level that stands in its place: what was
-- known before is unknown. A landmark may give a release other referrals, and so another first one.
create or replace temp table assessed_late as
with

first_referral as (
    select release_number, min(referred_on) as referred_on
    from assigned_participation
    where release_number is not null
    group by release_number
),

final as (
    select release_order.release_number, enum_code('unknown'::risk_level)::utinyint as risk_before_referral
    from first_referral
    inner join release_order using (release_number)
    inner join release using (release_id)
    where release.risk_assessed_on > first_referral.referred_on
)

select * from final;
