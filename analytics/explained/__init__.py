"""How a page's figures were calculated: in words with exact days, and the statements that counted them."""

from analytics.explained.answers import satisfaction
from analytics.explained.comparison import comparison, curves
from analytics.explained.facts import evidence, savings
from analytics.explained.ladder import completion
from analytics.explained.paid_and_given import paid_and_given
from analytics.explained.reached import reached
from analytics.explained.statements import statement

__all__ = [
    "comparison", "completion", "curves", "evidence", "paid_and_given", "reached", "satisfaction", "savings", "statement",
]  # fmt: skip
