-- One row a release that counts and a model (-1: any that counts as restorative): how far it came. A step is reached by its
-- own day, a later step's, or by completing.
-- Releases are grouped as doubles: see chosen_first.sql.
create or replace temp table access_furthest as
with

step as (
    select
        access_release.release_number,
        unnest(case when model.counts_as_restorative then [position::integer, -1] else [position::integer] end) as position,
        placed.furthest
    from placed_participation as placed
    inner join access_release using (release_number)
    inner join model using (position)
    where access_release.stands
      and model.code <> $baseline
)

select
    position,
    any_value(release_number) as release_number,
    max(furthest) as furthest
from step
group by position, release_number::double;
