-- One row a level, an item, a place and a band: how many answers.
select level, item, place, band, count(*) as answers
from answer_banded
group by 1, 2, 3, 4
order by 1, 2, 3, 4
