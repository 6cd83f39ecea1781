-- One row an answer to some items, or a pair of answers, that a question is about. Without a release it has no set of arms
-- (-1). A pair has no band (255). Of answers the ten-thousandths are given, so that sums are exact.
select
    item,
    {level}::integer as level,
    coalesce({arm_set}::integer, -1) as arm_set,
    about_set,
    state,
    coalesce(band, 255) as band,
    coalesce(scale_length, 0) / 10000 as scale_length,
    coalesce(above_lowest, 0)::double as above_lowest,
    change,
    respondent_number,
    respondent_again,
    coalesce(person_number, 0) as person_number,
    person_again,
    coalesce(release_number, -1) as release_number,
    order_in_person
from ({chosen})
where item in ({items})
