-- One row an answer of a respondent who was asked the same about several releases.
select level, item, arm_set, about_set, respondent_number, state
from ({answers})
where respondent_again
qualify count(*) over (partition by level, item, respondent_number) > 1
order by all
