"""Counts and estimates from the records, one function a verb. Knows nothing of any screen.

    import analytics
    analytics.compare("records.duckdb", outcome="rearrest", window=36, where={"sex": "female"})

Each verb gives a pandas DataFrame with the columns of the file that the command of the same name writes.
"""

from analytics.answer_bands import answer_bands
from analytics.compare import compare
from analytics.completion import completion
from analytics.curve import curve
from analytics.publishing import publish
from analytics.satisfaction import satisfaction
from analytics.verify import verify

__all__ = ["answer_bands", "compare", "completion", "curve", "publish", "satisfaction", "verify"]
