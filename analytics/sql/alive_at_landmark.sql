-- The chosen releases seen from a clock that starts $landmark days after the release, where no event is asked
-- about: who died or was no longer followed before it leaves.
select chosen.* replace (release_set.{arm_set} as {arm_set})
from ({chosen}) as chosen
inner join release_set using (release_number)
where follow_up_day >= $landmark::integer
  and (death_day is null or death_day >= $landmark::integer)
