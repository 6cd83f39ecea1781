-- The chosen releases seen from a clock that starts $landmark days after the release: days count from there.
-- Who had the event, died or was no longer followed before it leaves. An event whose offense lies before the
-- clock's start is history, and the next one takes its place. Which referral is a release's first depends on the clock,
-- and so does whether its risk was assessed before. Releases are grouped as doubles: see chosen_first.sql.
select
    chosen.* replace (
        release_set.{arm_set} as {arm_set},
        coalesce(release_set.risk_assessed_late, chosen.risk_level) as risk_before_referral,
        case
            when chosen.{outcome} % 4 = 1 and delayed.release_number is not null
                then coalesce(4 * delayed.day + 1, 4 * chosen.death_day + 2, 4 * chosen.follow_up_day)
            else chosen.{outcome}
        end::integer - 4 * $landmark::integer as {outcome},
        chosen.follow_up_day::integer - $landmark::integer as follow_up_day
    )
from ({chosen}) as chosen
inner join release_set using (release_number)
left join (
    select
        any_value(release_number) as release_number,
        min(day) filter (day >= $landmark::integer and offended_day >= $landmark::integer)::integer as day
    from delayed_event
    where case '{outcome}'
        when 'violent_rearrest' then event_type = 'rearrest' and violent
        when 'return_to_prison' then event_type in ('reincarceration', 'technical_return')
        when 'any_return' then true
        else event_type::varchar = '{outcome}'
    end
    group by release_number::double
) as delayed using (release_number)
where chosen.{outcome} >= 4 * $landmark::integer
