"""One counted edition of the demonstration records, from which every kind of file is written."""

import pytest

from analytics.brief import wish
from analytics.brief.edition import edition as counted


@pytest.fixture(scope="session")
def edition(demonstration):
    """Everything that a brief holds, with two outcomes; its filter is one that every table can follow."""
    return counted(demonstration, wish(outcome=["rearrest", "return_to_prison"], slides=12, title="Hearing", organization="Coalition"))
