"""What may be asked for, and what is refused in one sentence."""

import io
import random

import pytest
from PIL import Image

from analytics.brief import wish
from analytics.brief.logo import LARGEST, cleaned
from data.problem import Problem


def picture(kind="PNG", size=(60, 30), **more):
    whole = io.BytesIO()
    Image.new("RGB", size, (10, 90, 120)).save(whole, kind, **more)
    return whole.getvalue()


@pytest.mark.parametrize("options", [
    {"slides": 7}, {"outcome": "arrest"}, {"window": 0}, {"adjust": "magic"}, {"title": "x" * 10_000}, {"organization": "y" * 10_000},
    {"address": "javascript:alert(1)"}, {"address": "dash.example.org"}, {"by": "sex"}, {"covariates": "shoe_size"}, {"robustness": "yes"}, {"min_cell": -1}, {"where": {"name": "x"}}])
def test_what_cannot_be_is_told(options):
    with pytest.raises(Problem) as told:
        wish(**options)
    assert len(str(told.value)) < 400


@pytest.mark.parametrize("title", ["", "  two\n lines\t", "\x00nul\ud800\ufffe", "🕊 dove", "עברית"])
def test_a_title_is_one_line_that_any_file_can_hold(title):
    said = wish(title=title).title
    said.encode("utf-8")
    assert "\n" not in said and "\x00" not in said and said == said.strip()


@pytest.mark.parametrize("logo", [
    b"not an image", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", picture()[:40], b"\x89PNG\r\n\x1a\n" + b"\0" * 90,
    b"\0" * (LARGEST + 1), picture("GIF"), picture(size=(8_000, 6_000))], ids=["text", "script", "cut", "empty", "large", "gif", "wide"])
def test_a_logo_that_is_none_is_refused(logo):
    with pytest.raises(Problem, match="PNG or JPEG"):
        cleaned(logo)


def test_a_logo_keeps_its_picture_alone():
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    noise = random.Random(1).randbytes(200)
    small = cleaned(picture("JPEG", (3_000, 2_000), exif=exif) + b"<script>" + noise)
    assert b"secret" not in small and b"script" not in small and len(small) < 100_000
    with Image.open(io.BytesIO(small)) as image:
        assert image.format == "PNG" and image.size == (450, 300)


def test_a_logo_that_is_not_there(tmp_path):
    with pytest.raises(Problem, match="cannot be read"):
        cleaned(tmp_path / "none.png")
