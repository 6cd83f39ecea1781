"""A logo from outside: looked at, made small, and written anew, so that nothing but its picture goes along."""

import io
import warnings
from pathlib import Path

from data.problem import Problem

LARGEST = 5_000_000  # bytes
MOST_PIXELS = 40_000_000
SIZE = (900, 300)  # pixels that a slide can show of it
KINDS = ("PNG", "JPEG")
ADVICE = "Choose a PNG or JPEG image of at most 5 MB."


def cleaned(given: bytes | str | Path | None) -> bytes:
    """The logo as a small PNG; empty where none is given. Raises Problem where it is no picture that can be shown.

    An image that holds more than its picture (a script, a place, a second file) keeps the picture alone.
    """
    content, name = _read(given)
    if not content:
        return b""
    from PIL import Image

    if len(content) > LARGEST:
        raise Problem(f"The logo{name} has {len(content) / 1e6:,.0f} MB, which is too much. {ADVICE}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=KINDS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Problem(f"The logo{name} has {image.width:,} × {image.height:,} points, which is too much. {ADVICE}")
                image.load()
                small = image.convert("RGBA")
    except Problem:
        raise
    except Exception as error:  # whatever a broken image makes its reader do
        raise Problem(f"The logo{name} is not an image that can be read. {ADVICE}") from error
    small.thumbnail(SIZE)
    whole = io.BytesIO()
    small.save(whole, "PNG", optimize=False)
    return whole.getvalue()


def _read(given: bytes | str | Path | None) -> tuple[bytes, str]:
    if not given:
        return b"", ""
    if isinstance(given, bytes):
        return given, ""
    path = Path(given)
    try:
        if path.stat().st_size > LARGEST:
            raise Problem(f"The logo {path.name} has {path.stat().st_size / 1e6:,.0f} MB, which is too much. {ADVICE}")
        return path.read_bytes(), f" {path.name}"
    except OSError as error:
        raise Problem(f"The logo {path} cannot be read ({error.strerror}). {ADVICE}") from None
