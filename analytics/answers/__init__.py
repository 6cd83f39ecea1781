"""What a page says as a whole: its title, its answer in one sentence, what can and can't be said, its caption.

One module a page; what all pages say is in `common`. The names here are the first page's and the common ones.
"""

from analytics.answers import new_offenses, paid_and_given, people_harmed, promises_kept, who_and_where
from analytics.answers.common import EXACT, PUBLISHED_BESIDE, SELECTED, USUAL_SENTENCE_HOLDS, demonstration, fair, nobody, on_copies, source
from analytics.answers.first_page import can_say, cannot_say, does_it_work, table_caption

__all__ = [
    "EXACT", "PUBLISHED_BESIDE", "SELECTED", "USUAL_SENTENCE_HOLDS", "can_say", "cannot_say", "demonstration", "does_it_work", "fair", "new_offenses",
    "nobody", "on_copies",
    "paid_and_given", "people_harmed", "promises_kept", "source", "table_caption", "who_and_where",
]  # fmt: skip
