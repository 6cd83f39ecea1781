-- One row a participation that belongs to a release: which one.
create table participation_release as
with

final as (
    select participation_id, release_number
    from assigned_participation
    where release_number is not null
)

select * from final
order by participation_id;
