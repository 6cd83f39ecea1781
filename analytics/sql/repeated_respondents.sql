-- One row an answer of a respondent who was asked the same about several releases.
select level, item, place, respondent_number, state
from answer_counted
qualify count(*) over (partition by level, item, respondent_number) > 1
order by all
