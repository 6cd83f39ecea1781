-- The records: ten tables, one row of a source file a row, and what is known of how they came in.
-- An empty field is null and means "not known". A column that is `not null` must be filled.
-- The first column of a record table is its key, and a column of that name elsewhere refers to it. Loading checks
-- both by query: an index would make the file three times as large and the load half as long again, and nothing
-- that counts uses it.
-- The loader reads names, types, codes and comments from here; nothing else repeats them.

create type sex as enum ('female', 'male', 'other', 'unknown');
create type race as enum (
    'american_indian', 'asian', 'black', 'middle_eastern', 'more_than_one',
    'pacific_islander', 'white', 'other', 'unknown'
);
create type ethnicity as enum ('hispanic', 'not_hispanic', 'unknown');
create type release_type as enum ('prison_release', 'probation_start', 'diversion');
create type offense as enum ('violent', 'property', 'drug', 'public_order', 'other', 'unknown');
create type risk_level as enum ('low', 'moderate', 'high', 'unknown');
create type age_band as enum ('under_18', '18_24', '25_34', '35_44', '45_54', '55_over', 'unknown');
create type participation_status as enum ('referred', 'declined', 'active', 'completed', 'withdrawn', 'removed');
create type end_reason as enum (
    'completed', 'victim_declined', 'person_declined', 'no_contact', 'no_agreement',
    'rule_violation', 'new_offense', 'transferred', 'other'
);
create type event_type as enum ('rearrest', 'reconviction', 'reincarceration', 'technical_return', 'death');
create type took_part as enum (
    'in_person', 'by_letter', 'stand_in', 'declined', 'not_reached', 'not_invited', 'unknown'
);
create type respondent as enum ('victim', 'person_responsible', 'community_member', 'supporter');
create type wave as enum ('before', 'after', 'follow_up');
create type question as enum (
    'satisfaction_process', 'satisfaction_outcome', 'fairness', 'felt_heard', 'questions_answered',
    'felt_pressed', 'offender_accountable', 'fear_of_revictimization', 'safety', 'apology_received',
    'contacted_afterwards', 'would_recommend', 'wellbeing', 'empathy', 'belonging'
);
create type obligation_kind as enum ('restitution', 'crime_victim_compensation', 'community_service');
create type payee as enum ('victim', 'compensation_fund', 'agency');
create type obligation_unit as enum ('usd', 'hours');
create type activity_kind as enum (
    'garden_produce', 'dog_training', 'quilts', 'bicycles', 'woodwork', 'knitted_items', 'bags',
    'educational_materials', 'fundraising', 'other'
);
create type activity_use as enum ('own_use', 'distribution', 'auction', 'unknown');
create type program as enum (
    'missouri_reentry_process', 'health', 'mental_health', 'self_esteem', 'parenting',
    'academic_education', 'vocational_education', 'substance_use', 'life_skills'
);
create type service_status as enum ('active', 'completed', 'withdrawn', 'removed');

create table model (
    code varchar primary key,
    name varchar not null,
    model_group varchar not null,
    counts_as_restorative boolean,
    position integer not null unique
);
comment on table model is 'What may happen to a person: restorative justice models, other measures, and the baseline';
comment on column model.code is 'Code used in records, commands and files';
comment on column model.name is 'Name shown to people';
comment on column model.model_group is 'encounter, class, repair, victim_voice, baseline, or a group of the site''s own';
comment on column model.counts_as_restorative is 'True: its people are not in the baseline. Null for the baseline itself';
comment on column model.position is 'Order in tables and pictures, from 0; also its bit in sets of arms';

create table person (
    person_id varchar not null,
    sex sex,
    race race,
    ethnicity ethnicity,
    born_on date
);
comment on table person is 'One row a person who did, or was accused of, harm';
comment on column person.person_id is 'Opaque pseudonym';
comment on column person.sex is 'As recorded';
comment on column person.race is 'As recorded';
comment on column person.ethnicity is 'As recorded';
comment on column person.born_on is 'Day of birth; used for the age at release where age_at_release is empty';

create table release (
    release_id varchar not null,
    person_id varchar not null,
    released_on date not null,
    release_type release_type,
    county_fips varchar check (regexp_full_match(county_fips, '[0-9]{5}')),
    circuit varchar,
    facility varchar,
    offense offense,
    offense_detail varchar,
    risk_level risk_level,
    risk_assessed_on date,
    prior_convictions integer check (prior_convictions >= 0),
    sentence_months decimal(18, 4) check (sentence_months >= 0),
    age_at_release integer check (age_at_release >= 0),
    age_band age_band,
    eligible boolean,
    identified_victims integer check (identified_victims >= 0),
    follow_up_ended_on date not null check (follow_up_ended_on >= released_on)
);
comment on table release is 'One row a start of time at risk in the community: a prison release, a sentence to probation, a diversion';
comment on column release.release_id is 'Opaque identifier';
comment on column release.person_id is 'The person';
comment on column release.released_on is 'Day 0: the day of release, or of the sentence or diversion for community cases';
comment on column release.release_type is 'Where the time at risk starts from';
comment on column release.county_fips is 'Five-digit county code; a county outside Missouri is allowed and is off the map';
comment on column release.circuit is 'Judicial circuit';
comment on column release.facility is 'Prison or office';
comment on column release.offense is 'Kind of the most serious offense';
comment on column release.offense_detail is 'The offense in the site''s own words';
comment on column release.risk_level is 'Assessed risk of offending again';
comment on column release.risk_assessed_on is 'Day of that assessment';
comment on column release.prior_convictions is 'Convictions before this case';
comment on column release.sentence_months is 'Length of the sentence, months';
comment on column release.age_at_release is 'Whole years; wins over the day of birth';
comment on column release.age_band is 'Used where neither age_at_release nor born_on is there';
comment on column release.eligible is 'Eligible for a restorative process, where the site records it';
comment on column release.identified_victims is 'Victims known in this case';
comment on column release.follow_up_ended_on is 'Last day on which an event would have been seen; administrative, not cut short by an event or death';

create table participation (
    participation_id varchar not null,
    person_id varchar not null,
    release_id varchar,
    model varchar not null,
    provider varchar,
    referred_on date,
    consented_on date,
    started_on date,
    agreement_reached_on date,
    agreement_completed_on date,
    ended_on date,
    status participation_status not null,
    end_reason end_reason,
    sessions_planned integer check (sessions_planned >= 0),
    sessions_attended integer check (sessions_attended >= 0),
    hours decimal(18, 4) check (hours >= 0),
    victims_invited integer check (victims_invited >= 0),
    victims_took_part integer check (victims_took_part >= 0),
    check (
        coalesce(referred_on, consented_on, started_on, agreement_reached_on, agreement_completed_on) is null
        or (
            coalesce(referred_on, date '1900-01-01') <= coalesce(consented_on, started_on, agreement_reached_on, agreement_completed_on, date '2100-12-31')
            and coalesce(consented_on, date '1900-01-01') <= coalesce(started_on, agreement_reached_on, agreement_completed_on, date '2100-12-31')
            and coalesce(started_on, date '1900-01-01') <= coalesce(agreement_reached_on, agreement_completed_on, date '2100-12-31')
            and coalesce(agreement_reached_on, date '1900-01-01') <= coalesce(agreement_completed_on, date '2100-12-31')
        )
    ),
    check (started_on is null or ended_on is null or started_on <= ended_on)
);
comment on table participation is 'One row a person''s way through one model: from referral to its end';
comment on column participation.participation_id is 'Opaque identifier';
comment on column participation.person_id is 'The person';
comment on column participation.release_id is 'The release it belongs to; empty: found from its date';
comment on column participation.model is 'A code of the table model';
comment on column participation.provider is 'Who ran it';
comment on column participation.referred_on is 'Day of referral';
comment on column participation.consented_on is 'Day the person agreed to take part';
comment on column participation.started_on is 'Day it started';
comment on column participation.agreement_reached_on is 'Day an agreement was reached';
comment on column participation.agreement_completed_on is 'Day the agreement was kept in full; may come after the sessions ended';
comment on column participation.ended_on is 'Day it ended';
comment on column participation.status is 'Where it stands; referred and active are open';
comment on column participation.end_reason is 'Why it ended';
comment on column participation.sessions_planned is 'Sessions planned';
comment on column participation.sessions_attended is 'Sessions attended';
comment on column participation.hours is 'Hours taken part';
comment on column participation.victims_invited is 'Victims invited';
comment on column participation.victims_took_part is 'Victims who took part';

create table event (
    event_id varchar not null,
    person_id varchar not null,
    occurred_on date not null,
    event_type event_type not null,
    offense offense,
    offended_on date,
    same_victim boolean
);
comment on table event is 'One row an arrest, conviction, return to prison or death of a person';
comment on column event.event_id is 'Opaque identifier';
comment on column event.person_id is 'The person';
comment on column event.occurred_on is 'Day it happened';
comment on column event.event_type is 'What happened';
comment on column event.offense is 'Kind of the new offense';
comment on column event.offended_on is 'Day of the offense behind it; before day 0 the event is history';
comment on column event.same_victim is 'True: the same person was harmed again';

create table victim (
    victim_id varchar not null,
    release_id varchar not null,
    invited_on date,
    took_part took_part,
    statement_offered_on date,
    statement_given_on date
);
comment on table victim is 'One row a person harmed in the case behind a release';
comment on column victim.victim_id is 'Opaque identifier';
comment on column victim.release_id is 'The release of the person responsible';
comment on column victim.invited_on is 'Day of the invitation to a restorative process';
comment on column victim.took_part is 'Whether and how the victim took part';
comment on column victim.statement_offered_on is 'Day a victim impact statement was offered';
comment on column victim.statement_given_on is 'Day the statement was given';

create table survey (
    response_id varchar not null,
    respondent_id varchar not null,
    respondent respondent not null,
    release_id varchar,
    participation_id varchar,
    model varchar,
    wave wave not null,
    asked_on date,
    question question not null,
    score decimal(18, 4),
    scale_min decimal(18, 4) not null,
    scale_max decimal(18, 4) not null,
    check (release_id is not null or participation_id is not null or model is not null),
    check (scale_min < scale_max),
    check (score between scale_min and scale_max)
);
comment on table survey is 'One row a question asked of one respondent in one wave; an empty score is an unanswered invitation';
comment on column survey.response_id is 'Opaque identifier';
comment on column survey.respondent_id is 'Opaque pseudonym of whoever was asked';
comment on column survey.respondent is 'Who was asked';
comment on column survey.release_id is 'The release it is about';
comment on column survey.participation_id is 'The participation it is about';
comment on column survey.model is 'A code of the table model';
comment on column survey.wave is 'When it was asked';
comment on column survey.asked_on is 'Day it was asked';
comment on column survey.question is 'What was asked';
comment on column survey.score is 'The answer on its scale; empty: not answered';
comment on column survey.scale_min is 'Lowest answer possible';
comment on column survey.scale_max is 'Highest answer possible';

create table obligation (
    obligation_id varchar not null,
    release_id varchar not null,
    participation_id varchar,
    victim_id varchar,
    kind obligation_kind not null,
    payee payee,
    unit obligation_unit not null,
    ordered decimal(18, 4) not null check (ordered >= 0),
    fulfilled decimal(18, 4) not null check (fulfilled >= 0),
    ordered_on date,
    due_on date,
    closed_on date
);
comment on table obligation is 'One row something ordered: money or hours';
comment on column obligation.obligation_id is 'Opaque identifier';
comment on column obligation.release_id is 'The release it belongs to';
comment on column obligation.participation_id is 'The participation it came from';
comment on column obligation.victim_id is 'The victim it is owed to';
comment on column obligation.kind is 'What was ordered';
comment on column obligation.payee is 'Who receives it';
comment on column obligation.unit is 'Dollars or hours';
comment on column obligation.ordered is 'Amount ordered, in the unit';
comment on column obligation.fulfilled is 'Amount paid or worked, in the unit';
comment on column obligation.ordered_on is 'Day of the order';
comment on column obligation.due_on is 'Day it was due';
comment on column obligation.closed_on is 'Day it was closed';

create table payment (
    payment_id varchar not null,
    obligation_id varchar not null,
    paid_on date not null,
    amount decimal(18, 4) not null check (amount >= 0)
);
comment on table payment is 'One row a payment, or hours worked, towards an obligation';
comment on column payment.payment_id is 'Opaque identifier';
comment on column payment.obligation_id is 'The obligation';
comment on column payment.paid_on is 'Day of the payment';
comment on column payment.amount is 'Amount in the obligation''s unit';

create table activity (
    activity_id varchar not null,
    facility varchar,
    county_fips varchar check (regexp_full_match(county_fips, '[0-9]{5}')),
    month date not null check (day(month) = 1),
    kind activity_kind not null,
    detail varchar,
    quantity decimal(18, 4) not null check (quantity >= 0),
    unit varchar not null,
    participants integer check (participants >= 0),
    hours decimal(18, 4) check (hours >= 0),
    volunteers integer check (volunteers >= 0),
    recipient_type varchar,
    use activity_use
);
comment on table activity is 'One row what was given back in one month by one kind of reparative activity';
comment on column activity.activity_id is 'Opaque identifier';
comment on column activity.facility is 'Prison or office';
comment on column activity.county_fips is 'Five-digit county code';
comment on column activity.month is 'First day of the month';
comment on column activity.kind is 'Kind of activity';
comment on column activity.detail is 'The site''s own words';
comment on column activity.quantity is 'How much, in the unit';
comment on column activity.unit is 'The unit of the quantity; never summed across units';
comment on column activity.participants is 'People who took part';
comment on column activity.hours is 'Hours worked';
comment on column activity.volunteers is 'Volunteers from outside';
comment on column activity.recipient_type is 'Kind of recipient';
comment on column activity.use is 'What the recipient does with it';

create table service (
    service_id varchar not null,
    person_id varchar not null,
    release_id varchar,
    program program not null,
    gender_responsive boolean,
    started_on date,
    ended_on date,
    status service_status not null,
    check (started_on <= ended_on)
);
comment on table service is 'One row a reentry service that is not restorative justice';
comment on column service.service_id is 'Opaque identifier';
comment on column service.person_id is 'The person';
comment on column service.release_id is 'The release it belongs to; empty: found from its start';
comment on column service.program is 'The program';
comment on column service.gender_responsive is 'True: designed for women''s needs';
comment on column service.started_on is 'Day it started';
comment on column service.ended_on is 'Day it ended';
comment on column service.status is 'Where it stands';

create table load_record (
    load_number integer primary key,
    loaded_at timestamp not null,
    product_version varchar not null,
    schema_version integer not null,
    fingerprint varchar not null,
    demonstration boolean not null,
    profile varchar,
    settings varchar not null,
    data_as_of date not null
);
comment on table load_record is 'How the records came in; one row a load';
comment on column load_record.loaded_at is 'When, in Coordinated Universal Time';
comment on column load_record.schema_version is 'Version of this file''s tables';
comment on column load_record.fingerprint is 'Made from the accepted records and models alone: the same records give the same fingerprint';
comment on column load_record.demonstration is 'True: invented records';
comment on column load_record.profile is 'Name of the import profile; empty: the contract''s own columns';
comment on column load_record.settings is 'The profile''s settings, as JSON';
comment on column load_record.data_as_of is 'Latest end of follow-up';

create table load_file (
    load_number integer not null,
    file_name varchar not null,
    table_name varchar,
    bytes bigint not null,
    sha256 varchar not null,
    rows_read bigint,
    rows_accepted bigint,
    rows_rejected bigint
);
comment on table load_file is 'The files of a load with their checksums and row counts';

create table load_notice (
    load_number integer not null,
    severity varchar not null check (severity in ('warning', 'information')),
    code varchar not null,
    table_name varchar,
    column_name varchar,
    rows bigint not null,
    message varchar not null
);
comment on table load_notice is 'What a load reports: warnings and counts of what was ignored or decided by a rule';

-- How the records came to be what they are. Beside these, history holds a table a record table (and one of `model`):
-- its rows that a later load changed or withdrew, with the first load that they stood in and the first that they no
-- longer stood in. What no load changed stands nowhere but in the record tables, so counting pays nothing for it.
create schema history;

create table history.loads (
    load_number integer not null,
    loaded_at timestamp not null,
    product_version varchar not null,
    kind varchar not null check (kind in ('replaced', 'added', 'erased')),
    folder varchar,
    profile varchar,
    fingerprint varchar not null,
    data_as_of date not null
);
comment on table history.loads is 'Every state that the records were in, one row a load or an erasure, the present one last';
comment on column history.loads.kind is 'replaced: the folder became the content; added: a later extract; erased: people were erased by order';
comment on column history.loads.folder is 'Name of the folder that was loaded';

create table history.load_rows (
    load_number integer not null,
    table_name varchar not null,
    new_rows bigint not null,
    changed_rows bigint not null,
    withdrawn_rows bigint not null,
    left_out_rows bigint not null
);
comment on table history.load_rows is 'What a load did to each table';

create table history.arrival (
    table_name varchar not null,
    id varchar not null,
    since_load integer not null
);
comment on table history.arrival is 'The load that a row stands in since; a row that is not named here was there from the start';

create table history.answer (
    load_number integer not null,
    question varchar not null,
    answer blob not null
);
comment on table history.answer is 'Protected answers of loads that can no longer be put together, since people were erased';
