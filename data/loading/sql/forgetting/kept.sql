-- What stays: every record of `old` that is not about somebody in gone_person, into the tables of the new file.
insert into model by name
select * from old.model;

insert into person by name
select * from old.person
where person_id not in (select person_id from gone_person);

insert into release by name
select * from old.release
where release_id not in (select release_id from gone_release);

insert into participation by name
select * from old.participation
where participation_id not in (select participation_id from gone_participation);

insert into event by name
select * from old.event
where person_id not in (select person_id from gone_person);

insert into victim by name
select * from old.victim
where release_id not in (select release_id from gone_release);

-- An answer goes with the release or the participation that it is about. What somebody answered about neither, under
-- the very name of an erased person, goes too; a victim's pseudonym may look like a person's and be another's.
insert into survey by name
select * from old.survey
where
    not coalesce(release_id in (select release_id from gone_release), false)
    and not coalesce(participation_id in (select participation_id from gone_participation), false)
    and not (
        release_id is null
        and participation_id is null
        and respondent = 'person_responsible'
        and respondent_id in (select person_id from named)
    );

insert into obligation by name
select * from old.obligation
where obligation_id not in (select obligation_id from gone_obligation);

insert into payment by name
select * from old.payment
where obligation_id not in (select obligation_id from gone_obligation);

insert into activity by name
select * from old.activity;

insert into service by name
select * from old.service
where person_id not in (select person_id from gone_person);
