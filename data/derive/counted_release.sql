-- One row a release with everything that counting needs, in the smallest types.
-- An outcome is one number: 4 x day + state, where state is 1 the event, 2 a death first, 0 the end of follow-up.
create table counted_release as
with

covariate as (
    select
        release_order.*,
        coalesce(person.sex::varchar, 'unknown') as sex,
        coalesce(person.race::varchar, 'unknown') as race,
        coalesce(person.ethnicity::varchar, 'unknown') as ethnicity,
        coalesce(
            release.age_at_release,
            year(release.released_on) - year(person.born_on) - (
                100 * month(release.released_on) + day(release.released_on)
                < 100 * month(person.born_on) + day(person.born_on)
            )::integer
        ) as age,
        release.age_band as recorded_age_band,
        coalesce(release.offense::varchar, 'unknown') as offense,
        coalesce(release.risk_level::varchar, 'unknown') as risk_level,
        case
            when release.risk_assessed_on > first_referral.referred_on then 'unknown'
            else coalesce(release.risk_level::varchar, 'unknown')
        end as risk_before_referral,
        coalesce(release.county_fips, 'unknown') as county_fips,
        coalesce(release.circuit, 'unknown') as circuit,
        coalesce(release.facility, 'unknown') as facility,
        coalesce(release.release_type::varchar, 'unknown') as release_type_value,
        year(release.released_on)::varchar as release_year,
        case
            when release.prior_convictions is null then 'unknown'
            when release.prior_convictions = 0 then '0'
            when release.prior_convictions <= 2 then '1_2'
            when release.prior_convictions <= 5 then '3_5'
            else '6_over'
        end as prior_convictions,
        case
            when release.release_type is distinct from 'prison_release' then 'not_prison'
            when release.sentence_months is null then 'unknown'
            when release.sentence_months = 0 then 'none'
            when release.sentence_months <= 12 then 'up_to_12'
            when release.sentence_months <= 36 then '13_36'
            when release.sentence_months <= 60 then '37_60'
            else 'over_60'
        end as sentence_months,
        least(release.follow_up_ended_on - release.released_on, $last_day::integer) as follow_up_day
    from release_order
    inner join release using (release_id)
    inner join person on release.person_id = person.person_id
    left join first_referral using (release_number)
),

banded as (
    select
        *,
        case
            when age is null then coalesce(recorded_age_band::varchar, 'unknown')
            when age < 18 then 'under_18'
            when age < 25 then '18_24'
            when age < 35 then '25_34'
            when age < 45 then '35_44'
            when age < 55 then '45_54'
            else '55_over'
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
        sex_level.code::utinyint as sex,
        race_level.code::utinyint as race,
        ethnicity_level.code::utinyint as ethnicity,
        age_band_level.code::utinyint as age_band,
        offense_level.code::utinyint as offense,
        risk_level_level.code::utinyint as risk_level,
        risk_before_referral_level.code::utinyint as risk_before_referral,
        county_fips_level.code::usmallint as county_fips,
        circuit_level.code::usmallint as circuit,
        facility_level.code::usmallint as facility,
        release_type_level.code::utinyint as release_type,
        release_year_level.code::usmallint as release_year,
        prior_convictions_level.code::utinyint as prior_convictions,
        sentence_months_level.code::utinyint as sentence_months,
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
    inner join level as sex_level on sex_level.dimension = 'sex' and sex_level.value = observed.sex
    inner join level as race_level on race_level.dimension = 'race' and race_level.value = observed.race
    inner join level as ethnicity_level on ethnicity_level.dimension = 'ethnicity' and ethnicity_level.value = observed.ethnicity
    inner join level as age_band_level on age_band_level.dimension = 'age_band' and age_band_level.value = observed.age_band
    inner join level as offense_level on offense_level.dimension = 'offense' and offense_level.value = observed.offense
    inner join level as risk_level_level on risk_level_level.dimension = 'risk_level' and risk_level_level.value = observed.risk_level
    inner join level as risk_before_referral_level on risk_before_referral_level.dimension = 'risk_level' and risk_before_referral_level.value = observed.risk_before_referral
    inner join level as county_fips_level on county_fips_level.dimension = 'county_fips' and county_fips_level.value = observed.county_fips
    inner join level as circuit_level on circuit_level.dimension = 'circuit' and circuit_level.value = observed.circuit
    inner join level as facility_level on facility_level.dimension = 'facility' and facility_level.value = observed.facility
    inner join level as release_type_level on release_type_level.dimension = 'release_type' and release_type_level.value = observed.release_type_value
    inner join level as release_year_level on release_year_level.dimension = 'release_year' and release_year_level.value = observed.release_year
    inner join level as prior_convictions_level on prior_convictions_level.dimension = 'prior_convictions' and prior_convictions_level.value = observed.prior_convictions
    inner join level as sentence_months_level on sentence_months_level.dimension = 'sentence_months' and sentence_months_level.value = observed.sentence_months
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
