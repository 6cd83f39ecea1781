-- One row an answer of a respondent who was asked the same about several releases, with its band.
select level, item, place, respondent_number, band as state
from answer_banded
qualify count(*) over (partition by level, item, respondent_number) > 1
order by all
