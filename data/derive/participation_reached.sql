-- One row a participation in a model: the last step that it reached, its person and its release (null: none), in numbers.
-- A step is reached when its own date or a later step's is filled, or the status is completed.
-- Steps: 0 referred, 1 consented, 2 started, 3 agreement reached, 4 agreement completed, 5 completed; 6 still open.
create temp table participation_reached as
with

final as (
    select
        model.position::utinyint as position,
        case
            when status in ('referred', 'active') then 6
            when status = 'completed' then 5
            when agreement_completed_on is not null then 4
            when agreement_reached_on is not null then 3
            when started_on is not null then 2
            when consented_on is not null then 1
            else 0
        end::utinyint as furthest,
        person_order.person_number,
        participation_release.release_number
    from participation
    inner join model on participation.model = model.code
    inner join person_order using (person_id)
    left join participation_release using (participation_id)
    where model.code <> $baseline
)

select * from final;
