-- What is wrong with one written value: a reason, or null where nothing is.
-- `written` is the value as text, null where the field is empty; `read` is what a cast made of it, null where it failed.
-- A cast alone is too kind: it takes ' 5', 1e3, 5.7 as a whole number and 2020-1-5 as a day. So the form is checked too.

create temp macro date_fault(written, read) as case
    when written is null then null
    when read between date '1900-01-01' and date '2100-12-31' and cast(read as varchar) = written then null
    when not regexp_full_match(written, '[0-9]{4}-[0-9]{2}-[0-9]{2}') then 'is not a date written YYYY-MM-DD'
    when read is null then 'is a day that does not exist'
    else 'lies outside the years 1900 to 2100'
end;

create temp macro whole_number_fault(written, read) as case
    when written is null then null
    when read >= 0 and cast(read as varchar) = written then null
    when regexp_full_match(written, '-[0-9]+') then 'is below 0'
    when not regexp_full_match(written, '[0-9]+') then 'is not a whole number written with digits only'
    when read is null then 'is too large'
    else null
end;

create temp macro decimal_fault(written, read, may_be_negative) as case
    when written is null then null
    when read is not null and regexp_full_match(written, '[0-9]+([.][0-9]{1,4})?') then null
    when not regexp_full_match(written, '-?[0-9]+([.][0-9]+)?') then 'is not a number written like 12 or 12.5'
    when starts_with(written, '-') and not may_be_negative then 'is below 0'
    when not regexp_full_match(written, '-?[0-9]+([.][0-9]{1,4})?') then 'has more than 4 decimal places'
    when read is null then 'is too large'
    else null
end;

create temp macro truth_fault(written, read) as case
    when written is null or read is not null then null
    else 'is neither true nor false'
end;

create temp macro code_fault(written, read, codes) as case
    when written is null or read is not null then null
    when list_contains(codes, lower(trim(written))) then 'must be written exactly ' || lower(trim(written))
    else 'is not one of ' || array_to_string(codes, ', ')
end;

create temp macro text_fault(written) as case
    when contains(written, chr(0)) then 'holds a NUL byte'
end;

-- Only where a cast is needed and would not do what is meant.
create temp macro truth(written) as case written when 'true' then true when 'false' then false end;
