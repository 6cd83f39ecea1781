-- One row a place where answers stand: see answer_placed.
select place, any_value(models) as models, any_value(in_baseline) as in_baseline,
    any_value(left_by) as left_by, any_value(release_type) as release_type
from answer_placed
group by place
order by place
