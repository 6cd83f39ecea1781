"""A receipt: a short code on a figure by which anybody can ask whether it still holds.

It carries its own question, so nothing has to be kept: which records (by a mark of their fingerprint), which figure
and options, a mark of all that the figure shows, and a mark of the code itself, which tells a slip of the pen.
"""

import base64
import binascii
import hashlib
import io
from dataclasses import dataclass

from analytics.brief.charts import Chart, digest
from analytics.brief.wishes import Wishes, wish
from analytics.vocabulary import ADJUSTMENTS, EXPOSURES, OUTCOMES, UNITS
from analytics.where import split_selection
from data.problem import Problem

# Never reorder: the place of a name is what stands in a receipt. `events` holds every outcome's gaps.
FIGURES = ("events", "victims", "outcome", "heard", "fear", "safety", "promises", "course", "fair", "unsaid", "obligations", "claims",
           "savings", "access")
RECORDS, VALUE, CHECK = 3, 4, 2  # bytes of each mark
NUMBERS = {"l": "landmark", "m": "min_cell", "r": "round"}
GROUP = 5
LONGEST = 40_000
LONGEST_SQUARE = 2_500  # letters; more make a square that no camera reads
NO_ROOM = "The receipt stands in the notes."


@dataclass(frozen=True)
class Receipt:
    """What a code says: figure, options, and the marks of the records and of the values it was given for."""

    figure: str
    wishes: Wishes
    records: bytes
    value: bytes


def code(figure: str, chart: Chart | None, wishes: Wishes, fingerprint: str) -> str:
    """The receipt of a figure, in groups of five letters and digits."""
    kind, outcome = ("events", figure) if figure in OUTCOMES else (figure, wishes.headline)
    flags = (EXPOSURES.index(wishes.exposure) | UNITS.index(wishes.unit) << 2 | wishes.strict_baseline << 3
             | ADJUSTMENTS.index(wishes.adjust) << 4)
    question = bytes([FIGURES.index(kind) << 3 | OUTCOMES.index(outcome), wishes.window, flags]) + _rest(wishes)
    body = records_mark(fingerprint) + digest(chart)[:VALUE] + question
    letters = base64.b32encode(body + _check(body)).decode("ascii").rstrip("=")
    return "-".join(letters[start:start + GROUP] for start in range(0, len(letters), GROUP))


def read(text: str) -> Receipt:
    """What a receipt says. Raises Problem where it is none, or was changed."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    letters = letters.replace("0", "O").replace("1", "I").replace("8", "B")  # digits that no receipt holds, as they are misread
    no_receipt = Problem("This is no receipt of ours, or a letter of it was changed. Compare it with the slide, letter by letter.")
    if not letters or len(letters) > LONGEST or not letters.isascii():
        raise no_receipt
    try:
        whole = base64.b32decode(letters + "=" * (-len(letters) % 8))
        body, check = whole[:-CHECK], whole[-CHECK:]
        if _check(body) != check:
            raise no_receipt
        kind, window, flags = body[RECORDS + VALUE:RECORDS + VALUE + 3]
        rest = body[RECORDS + VALUE + 3:].decode("utf-8")
        figure = FIGURES[kind >> 3]
        wishes = wish(outcome=OUTCOMES[kind & 7], window=window, exposure=EXPOSURES[flags & 3], unit=UNITS[flags >> 2 & 1],
                      strict_baseline=bool(flags >> 3 & 1), adjust=ADJUSTMENTS[flags >> 4 & 3], **_named(rest))
    except (binascii.Error, ValueError, IndexError, TypeError, UnicodeDecodeError):
        raise no_receipt from None
    return Receipt(figure, wishes, body[:RECORDS], body[RECORDS:RECORDS + VALUE])


def records_mark(fingerprint: str) -> bytes:
    """A mark of the records."""
    return hashlib.sha256(fingerprint.encode("utf-8")).digest()[:RECORDS]


def _check(body: bytes) -> bytes:
    return hashlib.sha256(b"receipt" + body).digest()[:CHECK]


def _rest(wishes: Wishes) -> bytes:
    """What is not as usual, a line each: its letter, then its value; nothing where all is."""
    usual = Wishes()
    lines = [letter + str(getattr(wishes, name)) for letter, name in NUMBERS.items() if getattr(wishes, name) != getattr(usual, name)]
    lines += [f"c{','.join(wishes.covariates)}"] if wishes.covariates else []
    lines += [f"p{code}" for code in wishes.model] + ([f"w{wishes.subset}"] if wishes.subset else [])
    return "\n".join(lines).encode("utf-8")


def _named(rest: str) -> dict[str, object]:
    """The same as options."""
    found: dict[str, object] = {}
    for line in rest.split("\n") if rest else []:
        letter, value = line[:1], line[1:]
        if letter in NUMBERS:
            found[NUMBERS[letter]] = int(value)
        elif letter == "p":
            found["model"] = (*found.get("model", ()), value)
        elif letter == "c":
            found["covariates"] = value
        elif letter == "w":
            found["where"] = split_selection(value)
        else:
            raise ValueError(letter)
    return found


def qr(code: str, address: str = "") -> bytes:
    """A receipt as a QR code (PNG): with the dashboard's address a link, else the code itself.

    One of a selection so long that no square holds it says where the receipt stands.
    """
    import segno

    whole = io.BytesIO()
    page = f"{address.rstrip('/')}/take_it_with_you"
    said = f"{page}?receipt={code}" if address else code
    if len(said) > LONGEST_SQUARE:
        said = page if address else NO_ROOM
    segno.make(said, error="m" if len(said) < 200 else "l", micro=False).save(whole, kind="png", scale=6, border=2)
    return whole.getvalue()
