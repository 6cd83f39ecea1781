"""What the bytes say does not depend on where the blocks end that they are read in."""
import hashlib
import random

import pytest

from data.loading import scanning

PIECES = (b"a", b"bc", b",", b'"', b"\n", b"\n", b"\r\n", b" ", "ż".encode(), b"x" * 9, b'" "', b"\n\n")
RARE = (b"\0", b"\xff", b"\r", "ż".encode()[:1], b"x" * 30)


def test_blocks_make_no_difference(tmp_path, monkeypatch):
    monkeypatch.setattr(scanning, "LONGEST_LINE", 25)
    chance = random.Random(3)
    path = tmp_path / "x.csv"
    for number in range(600):
        pieces = chance.choices(PIECES, k=chance.randint(0, 20))
        if number % 3 == 0:
            pieces.insert(chance.randint(0, len(pieces)), chance.choice(RARE))
        path.write_bytes(b"".join(pieces))
        found = []
        for block in (1 << 20, 7, 1):
            monkeypatch.setattr(scanning, "CHUNK", block)
            found.append(scanning.scan(path))
        assert len({one.fault is None for one in found}) == 1, pieces
        assert all(one.fault == other.fault for one in found for other in found if _same_kind(one, other)), pieces
        if found[0].fault is None:
            assert found[0] == found[1] == found[2], pieces


def _same_kind(one: scanning.Scan, other: scanning.Scan) -> bool:
    """Of two faults in one file the first to be met is told."""
    return one.fault is not None and other.fault is not None and one.fault[1] == other.fault[1]


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        (b"a\nb\n" + b"x" * 25 + b"\n", None, None),  # as long as may be
        (b"a\nb\n" + b"x" * 26 + b"\n", 3, "longer than 25"),
        (b"a\nb\n\xe9\n", 3, "not in UTF-8"),
        (b"a\n\0b\n", 2, "NUL"),
        (b"", None, "is empty"),
    ],
)
def test_the_line_of_a_fault(tmp_path, monkeypatch, content, line, word):
    monkeypatch.setattr(scanning, "LONGEST_LINE", 25)
    (tmp_path / "x.csv").write_bytes(content)
    found = scanning.scan(tmp_path / "x.csv")
    assert found.bytes == len(content)
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert (found.fault is None) == (word is None)
    if word:
        assert found.fault[0] == line
        assert word in found.fault[1]
