-- One row a release with everything that counting needs, in the smallest types.
-- An outcome is one number: 4 x day + state, where state is 1 the event, 2 a death first, 0 the end of follow-up.
-- A coded column's number is the place of its code in the order of `level`; only free text has to be looked up there.
create table counted_release as
with

covariate as (
    select
        release_order.*,
        enum_code(coalesce(person.sex, 'unknown'::sex)) as sex,
        enum_code(coalesce(person.race, 'unknown'::race)) as race,
        enum_code(coalesce(person.ethnicity, 'unknown'::ethnicity)) as ethnicity,
        coalesce(
            release.age_at_release,
            year(release.released_on) - year(person.born_on) - (
                100 * month(release.released_on) + day(release.released_on)
                < 100 * month(person.born_on) + day(person.born_on)
            )::integer
        ) as age,
        release.age_band as recorded_age_band,
        enum_code(coalesce(release.offense, 'unknown'::offense)) as offense,
        enum_code(coalesce(release.risk_level, 'unknown'::risk_level)) as risk_level,
        coalesce(release.county_fips, 'unknown') as county_fips,
        coalesce(release.circuit, 'unknown') as circuit,
        coalesce(release.facility, 'unknown') as facility,
        -- "unknown" is no code of its own there, and comes after them all
        coalesce(enum_code(release.release_type), len(enum_range(null::release_type))) as release_type_code,
        year(release.released_on)::varchar as release_year,
        case
            when release.prior_convictions is null then 4
            when release.prior_convictions = 0 then 0
            when release.prior_convictions <= 2 then 1
            when release.prior_convictions <= 5 then 2
            else 3
        end as prior_convictions,
        case
            when release.release_type is distinct from 'prison_release' then 0
            when release.sentence_months is null then 6
            when release.sentence_months = 0 then 1
            when release.sentence_months <= 12 then 2
            when release.sentence_months <= 36 then 3
            when release.sentence_months <= 60 then 4
            else 5
        end as sentence_months,
        least(release.follow_up_ended_on - release.released_on, $last_day::integer) as follow_up_day
    from release_order
    inner join release using (release_id)
    inner join person on release.person_id = person.person_id
),

banded as (
    select
        *,
        case
            when age is null then enum_code(coalesce(recorded_age_band, 'unknown'::age_band))
            when age < 18 then 0
            when age < 25 then 1
            when age < 35 then 2
            when age < 45 then 3
            when age < 55 then 4
            else 5
        end as age_band
    from covariate
),

observed as (
    select
        banded.*,
        coalesce(4 * rearrest + 1, 4 * death + 2, 4 * follow_up_day)::usmallint as packed_rearrest,
        coalesce(4 * reconviction + 1, 4 * death + 2, 4 * follow_up_day)::usmallint as packed_reconviction,
        coalesce(4 * reincarceration + 1, 4 * death + 2, 4 * follow_up_day)::usmallint as packed_reincarceration,
        coalesce(4 * technical_return + 1, 4 * death + 2, 4 * follow_up_day)::usmallint as packed_technical_return,
        coalesce(4 * violent_rearrest + 1, 4 * death + 2, 4 * follow_up_day)::usmallint as packed_violent_rearrest,
        coalesce(4 * return_to_prison + 1, 4 * death + 2, 4 * follow_up_day)::usmallint as packed_return_to_prison,
        coalesce(4 * any_return + 1, 4 * death + 2, 4 * follow_up_day)::usmallint as packed_any_return,
        death
    from banded
    left join first_day using (release_number)
),

final as (
    select
        observed.release_number,
        observed.person_number,
        observed.order_in_person,
        observed.releases_of_person,
        observed.sex::utinyint as sex,
        observed.race::utinyint as race,
        observed.ethnicity::utinyint as ethnicity,
        observed.age_band::utinyint as age_band,
        observed.offense::utinyint as offense,
        observed.risk_level::utinyint as risk_level,
        coalesce(release_set.risk_assessed_late, observed.risk_level)::utinyint as risk_before_referral,
        county_fips_level.code::usmallint as county_fips,
        circuit_level.code::usmallint as circuit,
        facility_level.code::usmallint as facility,
        observed.release_type_code::utinyint as release_type,
        release_year_level.code::usmallint as release_year,
        observed.prior_convictions::utinyint as prior_convictions,
        observed.sentence_months::utinyint as sentence_months,
        release_set.referred_set,
        release_set.started_set,
        release_set.completed_set,
        follow_up_day::usmallint as follow_up_day,
        observed.death::usmallint as death_day,
        packed_rearrest as rearrest,
        packed_reconviction as reconviction,
        packed_reincarceration as reincarceration,
        packed_technical_return as technical_return,
        packed_violent_rearrest as violent_rearrest,
        packed_return_to_prison as return_to_prison,
        packed_any_return as any_return
    from observed
    inner join release_set using (release_number)
    inner join level as county_fips_level on county_fips_level.dimension = 'county_fips' and county_fips_level.value = observed.county_fips
    inner join level as circuit_level on circuit_level.dimension = 'circuit' and circuit_level.value = observed.circuit
    inner join level as facility_level on facility_level.dimension = 'facility' and facility_level.value = observed.facility
    inner join level as release_year_level on release_year_level.dimension = 'release_year' and release_year_level.value = observed.release_year
)

-- Like beside like, so that a selection skips most of the file. Releases of people who have several come last, a
-- person's beside one another: the counts of pairs (sql/repeated.sql) rely on it.
select * from final
order by
    releases_of_person > 1,
    sex,
    race,
    ethnicity,
    case when releases_of_person = 1 then offense end,
    case when releases_of_person = 1 then age_band end,
    case when releases_of_person = 1 then risk_level end,
    case when releases_of_person = 1 then referred_set end,
    person_number,
    order_in_person;
