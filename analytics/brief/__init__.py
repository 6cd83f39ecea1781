"""Figures that leave the screen and stay true: slides, a report, a pack of tables, a workbook.

One edition of counted, protected tables is made; each kind of file is written from it, and says of itself how it can
be made again, so that `verify` can hold it against the records.
"""

from analytics.brief.edition import Edition, edition
from analytics.brief.take import FORMATS, Taken, brief, taken
from analytics.brief.wishes import LENGTHS, Wishes, wish

__all__ = ["FORMATS", "LENGTHS", "Edition", "Taken", "Wishes", "brief", "edition", "taken", "wish"]
