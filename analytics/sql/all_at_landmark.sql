-- All releases, with their risk as it stood before the first referral that a clock starting later gives them.
select counted_release.* replace (coalesce(assessed_late.risk_before_referral, counted_release.risk_level) as risk_before_referral)
from counted_release
left join assessed_late using (release_number)
