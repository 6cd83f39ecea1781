-- The releases that pass the selection.
select *
from {release}
where {selected}
