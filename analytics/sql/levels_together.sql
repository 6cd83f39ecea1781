-- One row a pair of levels of two columns that some release has.
select distinct {one}, {other}
from counted_release
