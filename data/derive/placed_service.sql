-- One row a reentry service that belongs to a release: which one, its program, whether it is the version made for women, how
-- it stands, and whether it had been started by the day of release.
-- One with a release of its own belongs to it. Otherwise it belongs to the person's next release on or after the day that it
-- started, else to none, as participations do (assigned_participation.sql).
create table placed_service as
with

with_release as (
    select
        release_number,
        program,
        coalesce(gender_responsive, false) as for_women,
        status,
        coalesce(started_on <= released_on, false) as before_release
    from service
    inner join release_order using (release_id)
),

-- A person's releases are numbered in their order. Of one service all rows are alike, but for the release.
without_release as (
    select
        min(release_number) as release_number,
        any_value(program) as program,
        coalesce(any_value(gender_responsive), false) as for_women,
        any_value(status) as status,
        true as before_release
    from service
    inner join release_order using (person_id)
    where service.release_id is null and started_on <= released_on
    group by service_id
),

final as (
    select * from with_release
    union all
    select * from without_release
)

select * from final
order by release_number;
