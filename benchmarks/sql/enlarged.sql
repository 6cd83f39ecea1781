-- One demonstration several times over: each person $times times; in every tenth release of the copies some of what people
-- are is drawn anew, so that there are more cells than one demonstration has.
create or replace table counted_release as
with

people as (
    select max(person_number) + 1 as people, max(release_number) + 1 as releases from counted_release
),

final as (
    select
        (counted_release.release_number + copy * releases)::uinteger as release_number,
        (counted_release.person_number + copy * people)::uinteger as person_number,
        counted_release.* exclude (release_number, person_number) replace (
            case when copy > 0 and hash(release_number, copy) % 10 = 0 then (hash(release_number, copy, 'race') % 9)::utinyint else race end as race,
            case when copy > 0 and hash(release_number, copy) % 10 = 0 then (hash(release_number, copy, 'age') % 6)::utinyint else age_band end as age_band,
            case when copy > 0 and hash(release_number, copy) % 10 = 0 then (hash(release_number, copy, 'prior') % 5)::utinyint else prior_convictions end as prior_convictions
        )
    from counted_release, people, range($times::integer) as copies (copy)
)

-- In the order of data/derive/counted_release.sql, which the benchmark puts behind.
select * from final
