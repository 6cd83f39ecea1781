"""Take it with you: slides, report, tables; check a figure or a file."""

from analytics.answers import take_it_with_you
from pages.parts import sharing, show, show_text, taking
from pages.parts.frame import frame

# choose
records, choice = frame(take_it_with_you.TITLE)
show_text.style()

# show
show.answer(take_it_with_you.ANSWER)

show.heading(take_it_with_you.MAKING)
taking.make(records, choice)

sharing.copy(records)

show.heading(take_it_with_you.CHECKING)
taking.receipt(records)
taking.file(records)
