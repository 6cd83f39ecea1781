-- The keys of everything that goes with the people in `named`, a temporary table a kind; `old` holds the records.
create temp table gone_person as
select person_id from old.person
where person_id in (select person_id from named);

create temp table gone_release as
select release_id from old.release
where person_id in (select person_id from gone_person);

create temp table gone_participation as
select participation_id from old.participation
where
    person_id in (select person_id from gone_person)
    or coalesce(release_id in (select release_id from gone_release), false);

create temp table gone_obligation as
select obligation_id from old.obligation
where
    release_id in (select release_id from gone_release)
    or coalesce(participation_id in (select participation_id from gone_participation), false);
