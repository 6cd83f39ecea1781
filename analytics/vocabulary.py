"""The fixed words of the command line: outcomes, exposures, columns to filter by, and their rules."""

from data.codes import BASELINE, EXPOSURES, LONGEST_WINDOW_MONTHS, OUTCOMES, WINDOWS_OFFERED, window_days  # noqa: F401 (offered here with the other words of the command line)

UNITS = ("first", "every")
ADJUSTMENTS = ("none", "standardize", "ipw", "entropy")
# What pages, claims, costs and slides show first; the unadjusted twin stands beside. Commands ask for it.
HEADLINE_ADJUSTMENT = "entropy"
HEADLINE_WINDOW = 36
CURVE_KINDS = ("km", "cif")

# In the order in which a selection is written down.
FILTERS = (
    "sex",
    "race",
    "ethnicity",
    "age_band",
    "offense",
    "risk_level",
    "county_fips",
    "circuit",
    "facility",
    "release_type",
    "release_year",
)
# Their values do not differ between two releases of one person.
OF_THE_PERSON = ("sex", "race", "ethnicity")
# Values outside the records are unknown words here, not codes that nobody has.
FILTERS_OF_FREE_TEXT = ("county_fips", "circuit", "facility", "release_year")
# What activities, which name no person, can be split by.
COLUMNS_OF_ACTIVITIES = ("month", "facility", "county_fips", "recipient_type", "use")

# What two groups can be made alike in, as it stood before the referral.
COVARIATES = (
    "sex",
    "race",
    "ethnicity",
    "age_band",
    "offense",
    "risk_level",
    "prior_convictions",
    "sentence_months",
    "release_type",
    "release_year",
)

# Joint cells of all covariates would match few people: standardizing takes these unless others are asked for.
STANDARDIZED = ("sex", "age_band", "offense", "risk_level", "prior_convictions")

DEFAULT_MIN_CELL = 11
DEFAULT_ROUND = 5
