-- One row a level, an item, a place and a change from before to after: how many pairs. Null: not to be compared.
select level, item, place, change, count(*) as pairs
from answer_counted
inner join answer_item using (item)
where answer_item.wave = 'change' and state > 0
group by 1, 2, 3, 4
order by 1, 2, 3, 4
