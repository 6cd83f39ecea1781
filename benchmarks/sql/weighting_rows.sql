-- One row a first release of an arm or of its own baseline, followed for the whole window: what a program that works on rows needs.
select
    (referred_set in $arm_sets)::integer as arm,
    (rearrest % 4 = 1 and rearrest <= 4 * $window_days::integer + 1)::integer as event,
    least(rearrest // 4, $window_days::integer) as day,
    sex, race, ethnicity, age_band, offense, risk_before_referral, prior_convictions, sentence_months, release_type, release_year
from counted_release
where order_in_person = 1
  and follow_up_day >= $window_days::integer
  and (referred_set in $arm_sets or referred_set in $baseline_sets)
