"""The demonstration records: invented people in the shape of Missouri, drawn from a world whose truth is known."""

from data.demonstration.database import DEFAULT_SEED, write_demonstration
from data.demonstration.places import county_names
from data.demonstration.records import write_records
from data.demonstration.truth import write_truth

__all__ = ["DEFAULT_SEED", "county_names", "write_demonstration", "write_records", "write_truth"]
