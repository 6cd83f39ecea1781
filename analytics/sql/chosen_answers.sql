-- The answers that a question is about: of the chosen releases and of the items that are looked at. Without a release
-- an answer has no column to count by, and nothing that could have ended before a landmark.
select {level}::integer as level, {arm_set} as arm_set, *
from ({chosen})
where {item}
  and {level} is not null
  and (release_number is null or (follow_up_day >= $landmark and (death_day is null or death_day >= $landmark)))
