"""The table activity: what people in the 21 prisons gave back, month by month, the same whatever the number of people."""

import numpy as np

from data.demonstration import vocabulary as words
from data.demonstration.places import OUT_OF_STATE, PRISONS, places

# By kind, in the order of ACTIVITY_KIND: share of prisons that do it, mean quantity a month, people, hours a person.
SHARE = np.array([0.85, 0.75, 0.6, 0.35, 0.5, 0.45, 0.4, 0.4, 0.6, 0.15])
QUANTITY = np.array([0, 9, 14, 22, 35, 60, 45, 80, 0, 15])
PEOPLE = np.array([14, 16, 8, 7, 9, 12, 6, 8, 20, 5])
HOURS = np.array([32, 60, 40, 36, 36, 24, 20, 16, 3, 20])
RECIPIENTS = np.array([0, 1, 2, 3, 5, 2, 6, 5, 4, 3])
GARDEN_POUNDS_A_SEASON = 200_000  # about 100 tons, all prisons together
SEASON = np.array([0, 0, 0, 0.01, 0.06, 0.12, 0.20, 0.24, 0.20, 0.13, 0.04, 0])  # of it, by month
FUNDRAISING_DOLLARS = 320
USE_SHARE = np.array([0.06, 0.74, 0.15, 0.05])


def activity_rows(generator: np.random.Generator) -> dict[str, np.ndarray]:
    """The table activity without its ids: one row a prison, kind and month in which something was given."""
    kinds, prisons = len(words.ACTIVITY_KIND), len(PRISONS)
    does = generator.random((prisons, kinds)) < SHARE
    does[0, 0] = True  # there is always a garden
    size = np.exp(0.35 * generator.standard_normal((prisons, kinds)))
    home = generator.choice(places().county_fips.index(OUT_OF_STATE), prisons, replace=False)
    months = np.arange("2014-01", "2025-01", dtype="datetime64[M]")
    every = np.meshgrid(np.arange(prisons), np.arange(kinds), np.arange(len(months)), indexing="ij")
    prison, kind, month = (values.ravel() for values in every)
    noise = np.exp(0.15 * generator.standard_normal(len(prison)))
    quantity = QUANTITY[kind] * size[prison, kind] * noise
    garden = does[:, 0] * size[:, 0]
    pounds = GARDEN_POUNDS_A_SEASON * (garden / garden.sum())[prison] * SEASON[month % 12] * noise
    raised = (generator.random(len(prison)) < 0.3) * FUNDRAISING_DOLLARS * size[prison, kind] * noise
    quantity = np.select([kind == 0, kind == words.ACTIVITY_KIND.index("fundraising")], [pounds, raised], np.round(quantity))
    # In 2020 the workshops stood still for some months.
    shut = (months[month] >= np.datetime64("2020-04")) & (months[month] <= np.datetime64("2020-08")) & (kind > 1)
    given = does[prison, kind] & (quantity >= 0.5) & ~shut
    prison, kind, month, quantity = prison[given], kind[given], month[given], quantity[given]
    people = 1 + generator.poisson(PEOPLE[kind])
    hours = people * HOURS[kind] * (0.7 + 0.6 * generator.random(len(people)))
    unknown = generator.random(len(people)) < 0.03
    return {
        "facility": prison,
        "county_fips": home[prison],
        "month": months[month].astype("datetime64[D]").astype(np.int64),
        "kind": kind,
        "detail": kind,
        "quantity": np.round(quantity).astype(np.int64) * 100,
        "unit": kind,
        "participants": np.where(unknown, words.EMPTY, people),
        "hours": np.where(unknown, words.EMPTY, np.round(hours * 10).astype(np.int64) * 10),
        "volunteers": generator.poisson(1.5, len(people)),
        "recipient_type": RECIPIENTS[kind],
        "use": np.searchsorted(np.cumsum(USE_SHARE)[:-1], generator.random(len(people)), side="right"),
    }
