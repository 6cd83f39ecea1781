-- The answers about releases that pass the selection, with the column to count by. Without a release an answer has none
-- and passes none.
select answer.*, release.level
from {answers} as answer
inner join (select release_number, {level} as level from ({chosen})) as release using (release_number)
