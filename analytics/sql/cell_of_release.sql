-- One row a release: the number of its covariate cell.
select release_number, {cell} as cell
from {releases}
