-- One row an answer of a respondent who was asked the same about several releases, with its band.
select level, item, arm_set, about_set, respondent_number, band as state
from ({answers})
where respondent_again and band is not null
qualify count(*) over (partition by level, item, respondent_number) > 1
order by all
