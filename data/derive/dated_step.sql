-- One row a model with any participation in the records: which steps between referral and the end have a date.
create table dated_step as
with

final as (
    select
        model.position::integer as position,
        bool_or(consented_on is not null) as consented,
        bool_or(started_on is not null) as started,
        bool_or(agreement_reached_on is not null) as agreement_reached,
        bool_or(agreement_completed_on is not null) as agreement_completed
    from participation
    inner join model on participation.model = model.code
    where model.code <> $baseline
    group by 1
)

select * from final
order by position;
