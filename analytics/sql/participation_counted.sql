-- One row a participation that the question is about, once, with the last step that it reached.
-- It belongs to one release, whatever the unit; one that belongs to none counts where nothing is selected.
-- A step is reached when its own date or a later step's is filled, or the status is completed.
-- Steps: 0 referred, 1 consented, 2 started, 3 agreement reached, 4 agreement completed, 5 completed; 6 still open.
create or replace temp table participation_counted as
with

counted as (
    select release_number, {level} as level
    from ({counted})
),

final as (
    select
        coalesce(counted.level, 0)::integer as level,
        model.position::integer as position,
        participation.person_id,
        case
            when status in ('referred', 'active') then 6
            when status = 'completed' then 5
            when agreement_completed_on is not null then 4
            when agreement_reached_on is not null then 3
            when started_on is not null then 2
            when consented_on is not null then 1
            else 0
        end as furthest
    from participation
    inner join model on participation.model = model.code
    left join participation_release using (participation_id)
    left join counted using (release_number)
    where model.code <> $baseline
      and (counted.release_number is not null or ($whole and participation_release.release_number is null))
)

select * from final;
