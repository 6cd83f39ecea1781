"""Codes of the records, in the order in which the demonstration numbers them, and the marks for empty fields."""

import numpy as np

EMPTY = np.iinfo(np.int32).min  # an empty field, in every whole-number array
NEVER = 1 << 29  # a day that is never reached; still fits when small numbers are added

SEX = ("female", "male", "other", "unknown")
RACE = (
    "american_indian", "asian", "black", "middle_eastern", "more_than_one",
    "pacific_islander", "white", "other", "unknown",
)  # fmt: skip
ETHNICITY = ("hispanic", "not_hispanic", "unknown")
RELEASE_TYPE = ("prison_release", "probation_start", "diversion")
PRISON, PROBATION, DIVERSION = range(3)
OFFENSE = ("violent", "property", "drug", "public_order", "other", "unknown")
VIOLENT = 0
RISK_LEVEL = ("low", "moderate", "high", "unknown")
AGE_BAND = ("under_18", "18_24", "25_34", "35_44", "45_54", "55_over")
PRIOR_BAND = ("0", "1_2", "3_5", "6_over", "unknown")
SENTENCE_BAND = ("not_prison", "none", "up_to_12", "13_36", "37_60", "over_60", "unknown")
YEARS = tuple(str(year) for year in range(2014, 2024))

RESTORATIVE = (
    "victim_offender_mediation", "accountability_board", "family_group_conference",
    "circle_sentencing", "impact_of_crime_class", "reparative_activity",
)  # fmt: skip
MEDIATION, BOARD, CONFERENCE, CIRCLE, CLASS, REPARATIVE = range(6)
OTHER_MEASURES = ("community_service", "restitution", "victim_impact_statement")
COMMUNITY_SERVICE, RESTITUTION, STATEMENT = range(6, 9)
MODELS = RESTORATIVE + OTHER_MEASURES
ENCOUNTERS = (MEDIATION, BOARD, CONFERENCE, CIRCLE)

EVENT_TYPE = ("rearrest", "reconviction", "reincarceration", "technical_return", "death")
REARREST, RECONVICTION, REINCARCERATION, TECHNICAL_RETURN, DEATH = range(5)

STATUS = ("referred", "declined", "active", "completed", "withdrawn", "removed")
END_REASON = (
    "completed", "victim_declined", "person_declined", "no_contact", "no_agreement",
    "rule_violation", "new_offense", "transferred", "other",
)  # fmt: skip
TOOK_PART = ("in_person", "by_letter", "stand_in", "declined", "not_reached", "not_invited", "unknown")
RESPONDENT = ("victim", "person_responsible", "community_member", "supporter")
WAVE = ("before", "after", "follow_up")
QUESTION = (
    "satisfaction_process", "satisfaction_outcome", "fairness", "felt_heard", "questions_answered",
    "felt_pressed", "offender_accountable", "fear_of_revictimization", "safety", "apology_received",
    "contacted_afterwards", "would_recommend", "wellbeing", "empathy", "belonging",
)  # fmt: skip
OBLIGATION_KIND = ("restitution", "crime_victim_compensation", "community_service")
PAYEE = ("victim", "compensation_fund", "agency")
UNIT = ("usd", "hours")
ACTIVITY_KIND = (
    "garden_produce", "dog_training", "quilts", "bicycles", "woodwork", "knitted_items", "bags",
    "educational_materials", "fundraising", "other",
)  # fmt: skip
ACTIVITY_USE = ("own_use", "distribution", "auction", "unknown")
PROGRAM = (
    "missouri_reentry_process", "health", "mental_health", "self_esteem", "parenting",
    "academic_education", "vocational_education", "substance_use", "life_skills",
)  # fmt: skip
SERVICE_STATUS = ("active", "completed", "withdrawn", "removed")


def day_number(text: str) -> int:
    """Days from 1970-01-01 to an ISO date."""
    return int(np.datetime64(text, "D").astype(np.int64))


FIRST_RELEASE = day_number("2014-01-01")
LAST_RELEASE = day_number("2023-12-31")
LAST_DAY = day_number("2024-12-31")  # the records were drawn up after this day
