-- One row an invented release, with the columns and types that the derive step gives them.
-- A quarter of the people have two releases or more; people differ in risk, so that their releases are alike.
create table counted_release as
with

person as (
    select
        person_number,
        case
            when draw < 750 then 1 when draw < 920 then 2 when draw < 975 then 3 when draw < 993 then 4 else 5
        end as releases_of_person,
        0.4 + 1.2 * (hash(person_number, 'risk') % 1000) / 1000 as risk
    from (
        select person_number, hash(person_number, 'releases') % 1000 as draw
        from range(($releases::bigint / 1.362)::bigint) as everyone (person_number)
    )
),

released as (
    select
        person.*,
        order_in_person,
        hash(person_number, order_in_person) as seed,
        (3650 * (order_in_person - 1 + 0.9 * (hash(person_number, order_in_person, 'day') % 1000) / 1000) / releases_of_person)::integer as day
    from person
    inner join range(1, 6) as nth (order_in_person) on order_in_person <= releases_of_person
),

followed as (
    select
        *,
        date '2014-01-01' + day as released_on,
        -- five years or to the end of 2024, but for one in twenty who is lost before
        least(4017 - day, 1825) * case when hash(seed, 'lost') % 20 = 0 then hash(seed, 'when') % 1000 / 1000 else 1 end::double as follow_up
    from released
),

happened as (
    select
        * exclude (follow_up),
        follow_up::integer as follow_up_day,
        (-ln((hash(seed, 1) % 99999 + 1) / 100000) * 1500 / risk)::integer as rearrest_day,
        (-ln((hash(seed, 2) % 99999 + 1) / 100000) * 2500 / risk)::integer as reconviction_day,
        (-ln((hash(seed, 3) % 99999 + 1) / 100000) * 4000 / risk)::integer as reincarceration_day,
        (-ln((hash(seed, 4) % 99999 + 1) / 100000) * 3000 / risk)::integer as technical_return_day,
        (-ln((hash(seed, 5) % 99999 + 1) / 100000) * 60000)::integer as died_day
    from followed
),

seen as (
    select
        *,
        case when died_day <= follow_up_day then died_day end as death,
        least(follow_up_day, died_day) as last_day
    from happened
),

packed as (
    select
        *,
        case when death is null then 4 * follow_up_day else 4 * death + 2 end as no_event,
        case when rearrest_day <= last_day then 4 * rearrest_day + 1 end as rearrested,
        case when reconviction_day <= last_day then 4 * reconviction_day + 1 end as reconvicted,
        case when reincarceration_day <= last_day then 4 * reincarceration_day + 1 end as reincarcerated,
        case when technical_return_day <= last_day then 4 * technical_return_day + 1 end as returned
    from seen
),

final as (
    select
        (row_number() over (order by person_number, order_in_person) - 1)::uinteger as release_number,
        person_number::uinteger as person_number,
        order_in_person::usmallint as order_in_person,
        releases_of_person::usmallint as releases_of_person,
        (hash(person_number, 'sex') % 10 < 8)::utinyint as sex,
        (hash(person_number, 'race') % 7)::utinyint as race,
        (hash(person_number, 'ethnicity') % 3)::utinyint as ethnicity,
        (hash(seed, 'age') % 6)::utinyint as age_band,
        (hash(seed, 'offense') % 6)::utinyint as offense,
        (hash(seed, 'risk') % 4)::utinyint as risk_level,
        (hash(seed, 'risk') % 4)::utinyint as risk_before_referral,
        -- a few counties have most of the people
        (115 * pow((hash(seed, 'county') % 10000) / 10000, 3))::usmallint as county_fips,
        (46 * pow((hash(seed, 'county') % 10000) / 10000, 3))::usmallint as circuit,
        (hash(seed, 'facility') % 20)::usmallint as facility,
        case release_type when 'prison_release' then 0 when 'probation_start' then 1 else 2 end::utinyint as release_type,
        (year(released_on) - 2014)::usmallint as release_year,
        (hash(seed, 'prior') % 5)::utinyint as prior_convictions,
        (hash(seed, 'sentence') % 7)::utinyint as sentence_months,
        referred_set,
        started_set,
        completed_set,
        follow_up_day::usmallint as follow_up_day,
        death::usmallint as death_day,
        coalesce(rearrested, no_event)::usmallint as rearrest,
        coalesce(reconvicted, no_event)::usmallint as reconviction,
        coalesce(reincarcerated, no_event)::usmallint as reincarceration,
        coalesce(returned, no_event)::usmallint as technical_return,
        coalesce(case when hash(seed, 'violent') % 4 = 0 then rearrested end, no_event)::usmallint as violent_rearrest,
        coalesce(least(reincarcerated, returned), no_event)::usmallint as return_to_prison,
        coalesce(least(rearrested, reconvicted, reincarcerated, returned), no_event)::usmallint as any_return
    from packed
    inner join ticket on ticket.ticket = seed % 4096
)

-- In the order of data/derive/counted_release.sql, which the benchmark puts behind.
select * from final
