-- One row a victim whose release is unknown.
select victim.row_number, 'release_id' as column_name, victim.release_id as value, 'is not in release' as reason
from checked.victim
left join checked.release using (release_id)
where victim.release_id is not null and release.release_id is null
