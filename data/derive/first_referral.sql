-- One row a release with any dated participation: the day of its first referral.
create temp table first_referral as
with

final as (
    select release_number, min(referred_on) as referred_on
    from assigned_participation
    where release_number is not null
    group by release_number
)

select * from final;
