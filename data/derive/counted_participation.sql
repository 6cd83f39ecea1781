-- One row a participation with everything that counting needs: the last step that it reached, and what a selection may
-- ask of the release that it belongs to, so that nothing has to be joined to count.
-- A step is reached when its own date or a later step's is filled, or the status is completed.
-- Steps: 0 referred, 1 consented, 2 started, 3 agreement reached, 4 agreement completed, 5 completed; 6 still open.
-- Without a release a participation counts where nothing is selected.
-- person_again: whether its person stands in other rows of the model.
create table counted_participation as
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
        count(*) over (partition by model.position, person_order.person_number) > 1 as person_again,
        sex,
        race,
        ethnicity,
        age_band,
        offense,
        risk_level,
        county_fips,
        circuit,
        facility,
        counted_release.release_type,
        release_year
    from participation
    inner join model on participation.model = model.code
    inner join person_order using (person_id)
    left join participation_release using (participation_id)
    left join counted_release using (release_number)
    where model.code <> $baseline
)

select * from final
order by sex, race, ethnicity, offense, age_band, risk_level;
