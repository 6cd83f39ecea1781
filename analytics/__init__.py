"""Counts and estimates from the records, one function a verb. Knows nothing of any screen.

    import analytics
    analytics.compare("records.duckdb", outcome="rearrest", window=36, where={"sex": "female"})

Each verb gives a pandas DataFrame with the columns of the file that the command of the same name writes.
"""

import os

# Before numpy is loaded: the sums here are many and small, and a second thread for each costs more than it gives.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from analytics.access import access
from analytics.answer_bands import answer_bands, bands_of
from analytics.balance import balance
from analytics.cell_table import cells
from analytics.claims import claims
from analytics.compare import compare
from analytics.completion import completion
from analytics.curve import curve
from analytics.evidence import evidence
from analytics.obligations import obligations
from analytics.repair import repair
from analytics.robustness import robustness
from analytics.satisfaction import answers_to, satisfaction
from analytics.savings import savings
from analytics.services import services
from analytics.verify import verify
from analytics.export import VERBS
from analytics.kept_answers import asked_as_of
from analytics.kept_answers import kept_brief as brief
from analytics.load_history import history
from data.when_asked import when_asked

for _verb in VERBS:  # each also takes `as_of`, a load
    globals()[_verb] = asked_as_of(_verb)

__all__ = [
    "access", "answer_bands", "answers_to", "balance", "bands_of", "brief", "cells", "claims", "compare", "completion", "curve", "evidence",
    "history", "obligations", "publish", "repair", "robustness", "satisfaction", "savings", "services", "verify",
]  # fmt: skip

__getattr__ = when_asked(__name__, {"publishing": ("publish",)})
