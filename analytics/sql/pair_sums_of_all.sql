-- One row an arm: what the load summed up over pairs of one person's releases (data/derive/counted_tables.sql).
select arm, again, {again_in_state} as again_in_state, km, cif
from curve_pair_sum
where exposure = $exposure and outcome = $outcome
