-- One row a payment whose obligation is unknown.
select payment.row_number, 'obligation_id' as column_name, payment.obligation_id as value, 'is not in obligation' as reason
from checked.payment
left join checked.obligation using (obligation_id)
where payment.obligation_id is not null and obligation.obligation_id is null
