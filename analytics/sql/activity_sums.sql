-- One row a level, a kind of activity and a unit: what was given back, and how many people worked on it.
-- Quantities of different units never meet. Places are those that are named: one that is not may be one of them, and where
-- none is named how many they are is not known. People who took part in a month are added up over the months; the largest
-- number in one month is the least that they can have been.
with

chosen as (
    select
        {level} as level, kind, unit, month, facility,
        quantity, participants, hours, volunteers
    from activity
    where ($facility::varchar[] is null or list_contains($facility::varchar[], coalesce(facility, 'unknown')))
      and ($county_fips::varchar[] is null or list_contains($county_fips::varchar[], coalesce(county_fips, 'unknown')))
),

of_month as (
    select
        level, kind, unit, month,
        sum(quantity) as quantity,
        count(*) as activities,
        sum(participants) as participants,
        sum(hours) as hours,
        sum(volunteers) as volunteers
    from chosen
    group by level, kind, unit, month
),

place as (
    select level, kind, unit, nullif(count(distinct facility), 0) as facilities
    from chosen
    group by level, kind, unit
),

final as (
    select
        level,
        of_month.kind::varchar as kind,
        enum_code(of_month.kind) as kind_order,
        unit as quantity_unit,
        sum(quantity)::double as quantity,
        sum(activities)::bigint as activities,
        count(*) as months,
        strftime(min(month), '%Y-%m') as first_month,
        strftime(max(month), '%Y-%m') as last_month,
        any_value(facilities) as facilities,
        sum(participants)::bigint as participants,
        max(participants)::bigint as participants_at_least,
        sum(hours)::double as hours,
        sum(volunteers)::bigint as volunteers,
        max(volunteers)::bigint as volunteers_at_least
    from of_month
    inner join place using (level, kind, unit)
    group by level, of_month.kind, unit
)

select * from final
order by level, kind_order, quantity_unit
