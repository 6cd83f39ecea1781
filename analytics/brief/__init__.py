"""Figures that leave the screen and stay true: slides, a report, a pack of tables, a workbook.

One edition of counted, protected tables is made; each kind of file is written from it, and says of itself how it can
be made again, so that `verify` can hold it against the records. What draws, and brings large libraries along, is in
modules of its own: story, check, pictures.
"""

from analytics.brief.edition import Edition
from analytics.brief.take import FORMATS, Taken, brief, on_one_line, prepared, taken
from analytics.brief.wishes import LENGTHS, Wishes, wish

__all__ = ["FORMATS", "LENGTHS", "Edition", "Taken", "Wishes", "brief", "on_one_line", "prepared", "taken", "wish"]
