-- One row a participation with everything that counting needs: the last step that it reached, and what a selection may
-- ask of the release that it belongs to, so that nothing has to be joined to count.
-- Without a release a participation counts where nothing is selected.
-- person_again: whether its person stands in other rows of the model.
create table counted_participation as
with

final as (
    select
        position,
        ladder as furthest,
        participation_reached.person_number,
        count(*) over (partition by position, participation_reached.person_number) > 1 as person_again,
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
    from participation_reached
    left join counted_release using (release_number)
    where position <> (select position from model where code = $baseline)
)

select * from final
order by sex, race, ethnicity, offense, age_band, risk_level;
