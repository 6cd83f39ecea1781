"""The demonstration records: invented people in the shape of Missouri, drawn from a world whose truth is known."""

from data.demonstration.places import county_names
from data.when_asked import when_asked

__all__ = ["DEFAULT_SEED", "county_names", "write_demonstration", "write_records", "write_truth"]

__getattr__ = when_asked(__name__, {
    "database": ("DEFAULT_SEED", "write_demonstration"), "records": ("write_records",), "truth": ("write_truth",)})  # fmt: skip
