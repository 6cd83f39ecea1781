"""The ten tables' columns in the contract's order, and how arrays of numbers become columns of a file.

Inside the demonstration everything is numbers: codes are positions, ids are counters, dates are days since
1970-01-01, money and hours are hundredths. EMPTY stands for an empty field.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.demonstration import places
from data.demonstration import vocabulary as words

ID_DIGITS = 9
HUNDREDTHS = pa.decimal128(18, 2)


@dataclass(frozen=True)
class Column:
    """A column's type in the file, and the way from an array of numbers to it."""

    type: pa.DataType
    encode: Callable[[np.ndarray], pa.Array]


def identifier(prefix: str) -> Column:
    """Ids such as p000000001, from counters."""
    return Column(pa.string(), lambda numbers: _identifiers(prefix.encode(), numbers))


def code(codes: tuple[str, ...]) -> Column:
    """Text from positions in `codes`."""
    type_ = pa.dictionary(pa.int16(), pa.string())

    def encode(positions: np.ndarray) -> pa.Array:
        empty = positions == words.EMPTY
        index = pa.array(np.where(empty, 0, positions).astype(np.int16), mask=empty)
        return pa.DictionaryArray.from_arrays(index, pa.array(codes, pa.string()))

    return Column(type_, encode)


def _whole(type_: pa.DataType) -> Column:
    def encode(values: np.ndarray) -> pa.Array:
        return pa.array(values.astype(np.int32), pa.int32(), mask=values == words.EMPTY).view(type_)

    return Column(type_, encode)


def _encode_flag(values: np.ndarray) -> pa.Array:
    return pa.array(values == 1, pa.bool_(), mask=values == words.EMPTY)


def _encode_hundredths(values: np.ndarray) -> pa.Array:
    """Exact decimals of two places from hundredths: the low and the high half of a 128-bit number."""
    halves = np.zeros((len(values), 2), dtype=np.int64)
    empty = values == words.EMPTY
    halves[:, 0] = np.where(empty, 0, values)
    valid = pa.array(~empty).buffers()[1]
    return pa.Array.from_buffers(HUNDREDTHS, len(values), [valid, pa.py_buffer(halves)])


def _identifiers(prefix: bytes, numbers: np.ndarray) -> pa.Array:
    width = len(prefix) + ID_DIGITS
    text = np.empty((len(numbers), width), dtype=np.uint8)
    text[:, : len(prefix)] = np.frombuffer(prefix, dtype=np.uint8)
    rest = np.where(numbers == words.EMPTY, 0, numbers).astype(np.int64)
    for at in range(width - 1, len(prefix) - 1, -1):
        rest, digit = np.divmod(rest, 10)
        text[:, at] = digit + ord("0")
    offsets = np.arange(len(numbers) + 1, dtype=np.int32) * width
    valid = pa.array(numbers != words.EMPTY).buffers()[1]
    return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(offsets), pa.py_buffer(text), valid)


DATE, COUNT = _whole(pa.date32()), _whole(pa.int32())
FLAG, HUNDREDTH = Column(pa.bool_(), _encode_flag), Column(HUNDREDTHS, _encode_hundredths)

PLACES = places.places()
FACILITIES = places.PRISONS + PLACES.offices
PROVIDERS = FACILITIES + tuple(f"Provider {number}" for number in range(1, 13))
OFFENSE_DETAIL = (
    "assault", "robbery", "domestic assault", "burglary", "stealing", "property damage", "possession",
    "distribution", "weapons", "driving while intoxicated", "non-support", "other",
)  # fmt: skip
ACTIVITY_DETAIL = (
    "vegetables", "shelter dogs trained", "weighted and fidget quilts", "refurbished bicycles",
    "birdhouses and children's furniture", "hats for newborns", "backpacks and overnight bags",
    "coloring books", "school supplies and disaster relief", "wheelchairs cleaned",
)  # fmt: skip
ACTIVITY_UNIT = ("pounds", "dogs", "quilts", "bicycles", "pieces", "hats", "bags", "books", "dollars", "items")
RECIPIENT = ("food pantry", "animal shelter", "hospital", "nonprofit", "school", "preschool", "foster care agency")
SURVEY_MODEL = words.MODELS

PERSON_ID, RELEASE_ID, PARTICIPATION_ID = identifier("p"), identifier("r"), identifier("a")
VICTIM_ID, OBLIGATION_ID = identifier("v"), identifier("o")
COUNTY = code(PLACES.county_fips)

TABLES: Mapping[str, Mapping[str, Column]] = {
    "person": {
        "person_id": PERSON_ID, "sex": code(words.SEX), "race": code(words.RACE),
        "ethnicity": code(words.ETHNICITY), "born_on": DATE,
    },
    "release": {
        "release_id": RELEASE_ID, "person_id": PERSON_ID, "released_on": DATE,
        "release_type": code(words.RELEASE_TYPE), "county_fips": COUNTY, "circuit": code(PLACES.circuits),
        "facility": code(FACILITIES), "offense": code(words.OFFENSE), "offense_detail": code(OFFENSE_DETAIL),
        "risk_level": code(words.RISK_LEVEL), "risk_assessed_on": DATE, "prior_convictions": COUNT,
        "sentence_months": COUNT, "age_at_release": COUNT, "age_band": code(words.AGE_BAND), "eligible": FLAG,
        "identified_victims": COUNT, "follow_up_ended_on": DATE,
    },
    "participation": {
        "participation_id": PARTICIPATION_ID, "person_id": PERSON_ID, "release_id": RELEASE_ID,
        "model": code(words.MODELS), "provider": code(PROVIDERS), "referred_on": DATE, "consented_on": DATE,
        "started_on": DATE, "agreement_reached_on": DATE, "agreement_completed_on": DATE, "ended_on": DATE,
        "status": code(words.STATUS), "end_reason": code(words.END_REASON), "sessions_planned": COUNT,
        "sessions_attended": COUNT, "hours": HUNDREDTH, "victims_invited": COUNT, "victims_took_part": COUNT,
    },
    "event": {
        "event_id": identifier("e"), "person_id": PERSON_ID, "occurred_on": DATE,
        "event_type": code(words.EVENT_TYPE), "offense": code(words.OFFENSE), "offended_on": DATE,
        "same_victim": FLAG,
    },
    "victim": {
        "victim_id": VICTIM_ID, "release_id": RELEASE_ID, "invited_on": DATE, "took_part": code(words.TOOK_PART),
        "statement_offered_on": DATE, "statement_given_on": DATE,
    },
    "survey": {
        "response_id": identifier("s"), "respondent_id": identifier("q"), "respondent": code(words.RESPONDENT),
        "release_id": RELEASE_ID, "participation_id": PARTICIPATION_ID, "model": code(SURVEY_MODEL),
        "wave": code(words.WAVE), "asked_on": DATE, "question": code(words.QUESTION), "score": COUNT,
        "scale_min": COUNT, "scale_max": COUNT,
    },
    "obligation": {
        "obligation_id": OBLIGATION_ID, "release_id": RELEASE_ID, "participation_id": PARTICIPATION_ID,
        "victim_id": VICTIM_ID, "kind": code(words.OBLIGATION_KIND), "payee": code(words.PAYEE),
        "unit": code(words.UNIT), "ordered": HUNDREDTH, "fulfilled": HUNDREDTH, "ordered_on": DATE,
        "due_on": DATE, "closed_on": DATE,
    },
    "payment": {
        "payment_id": identifier("m"), "obligation_id": OBLIGATION_ID, "paid_on": DATE, "amount": HUNDREDTH,
    },
    "activity": {
        "activity_id": identifier("g"), "facility": code(FACILITIES), "county_fips": COUNTY, "month": DATE,
        "kind": code(words.ACTIVITY_KIND), "detail": code(ACTIVITY_DETAIL), "quantity": HUNDREDTH,
        "unit": code(ACTIVITY_UNIT), "participants": COUNT, "hours": HUNDREDTH, "volunteers": COUNT,
        "recipient_type": code(RECIPIENT), "use": code(words.ACTIVITY_USE),
    },
    "service": {
        "service_id": identifier("t"), "person_id": PERSON_ID, "release_id": RELEASE_ID,
        "program": code(words.PROGRAM), "gender_responsive": FLAG, "started_on": DATE, "ended_on": DATE,
        "status": code(words.SERVICE_STATUS),
    },
}  # fmt: skip


def record_batch(table: str, values: Mapping[str, np.ndarray]) -> pa.RecordBatch:
    """One block of a table's rows; a column that `values` leaves out is empty throughout."""
    columns = TABLES[table]
    unknown = set(values) - set(columns)
    if unknown:
        raise ValueError(f"{table} has no column {sorted(unknown)}")
    count = len(next(iter(values.values())))
    empty = np.full(count, words.EMPTY, dtype=np.int32)
    arrays = [column.encode(np.asarray(values.get(name, empty))) for name, column in columns.items()]
    return pa.RecordBatch.from_arrays(arrays, schema=schema(table))


def schema(table: str) -> pa.Schema:
    return pa.schema([(name, column.type) for name, column in TABLES[table].items()])
