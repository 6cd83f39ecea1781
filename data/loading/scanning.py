"""One pass over a CSV file's bytes: checksum, and everything that would mislead a reader of its lines."""
import codecs
import csv
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LONGEST_LINE = 1_000_000
CHUNK = 1 << 20
LINE_FEED, RETURN, QUOTE = b'\n\r"'

# DuckDB takes a quoted value with blanks around its quotes for a quoted value, other programs do not.
BLANK_BESIDE_QUOTE = re.compile(rb'(?m)(?:^|,)[ \t]+"|"[ \t]+(?:,|"|\r?$)')


@dataclass(frozen=True)
class Scan:
    """What the bytes of a file say. `fault` is (line, reason) where it can't be read as UTF-8 text in lines."""

    bytes: int
    sha256: str
    lines: int
    fault: tuple[int | None, str] | None
    quotes: bool  # a line may be a part of a record
    plain: bool  # line ends are all alike, quotes are where they belong, no line is empty


@contextmanager
def whole_fields() -> Iterator[None]:
    """Let a value be as long as a line may be; Python's own limit is an eighth of that."""
    before = csv.field_size_limit(LONGEST_LINE)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def scan(path: Path) -> Scan:
    """Read a file once. Raises OSError where it can't be read."""
    return _Scanning().scan(path)


class _Scanning:
    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.size = self.lines = self.line_feeds = self.returns = self.returns_and_feeds = 0
        self.line_length = 0
        self.fault: tuple[int | None, str] | None = None
        self.quotes = self.strange = False
        self.last = b""
        self.rest = b""  # of the line begun last
        self.last_feed = -1  # its place, counted from the block's start: as if one stood before the file

    def scan(self, path: Path) -> Scan:
        with path.open("rb") as file:
            while block := file.read(CHUNK):
                self.size += len(block)
                self.digest.update(block)
                if self.fault is None:
                    self._look_at(block)
        if self.fault is None:
            self._end()
        ends_alike = self.returns in (0, self.returns_and_feeds) and self.returns_and_feeds in (0, self.line_feeds)
        return Scan(
            self.size, self.digest.hexdigest(), self.lines, self.fault, self.quotes, ends_alike and not self.strange
        )

    def _look_at(self, block: bytes) -> None:
        """NUL bytes, encoding and the length of lines, then the lines themselves."""
        nul = block.find(b"\0")
        if nul >= 0:
            line = self.line_feeds + block.count(b"\n", 0, nul) + 1
            self.fault = (line, "holds a NUL byte: it is no text file, or not in UTF-8")
            return
        if not block.isascii() or self.decoder.getstate()[0]:
            try:
                self.decoder.decode(block)
            except UnicodeDecodeError as error:
                line = self.line_feeds + error.object.count(b"\n", 0, error.start) + 1
                byte = error.object[error.start]
                self.fault = (line, f"is not in UTF-8 (byte {byte:#04x}); save the file as UTF-8")
                return
        self._measure_lines(block)
        if self.fault is None:
            self._look_at_lines(block)

    def _measure_lines(self, block: bytes) -> None:
        """Jump from line end to line end in steps of the longest allowed, not line by line."""
        start = 0
        reach = LONGEST_LINE - self.line_length
        line = self.line_feeds
        while start + reach < len(block):
            end = block.rfind(b"\n", start, start + reach + 1)
            if end < 0:
                line += block.count(b"\n", 0, start)
                self.fault = (line + 1, f"is longer than {LONGEST_LINE:,} bytes")
                return
            start, reach = end + 1, LONGEST_LINE
        last = block.rfind(b"\n", start)
        self.line_length = len(block) - last - 1 if last >= 0 else LONGEST_LINE - reach + len(block) - start

    def _look_at_lines(self, block: bytes) -> None:
        """Count line ends; empty lines and oddly placed quotes. Places of bytes are found many times as fast in arrays."""
        letters = np.frombuffer(block, np.uint8)
        feeds = np.flatnonzero(letters == LINE_FEED)
        self.line_feeds += len(feeds)
        self.quotes = self.quotes or b'"' in block
        if b"\r" in block or self.last == b"\r":
            self._count_returns(block)
        if len(feeds) and not self.strange:
            length = np.diff(feeds, prepend=self.last_feed) - 1
            self.strange = bool((length == 0).any()) or (self.returns > 0 and self._only_return(letters, feeds[length == 1]))
            if not self.strange and self._blank_near_quote(block, letters):
                self.strange = _blank_beside_quote(self.rest + block[: feeds[-1] + 1])
        self.rest = block[feeds[-1] + 1 :] if len(feeds) else self.rest + block
        self.last_feed = (feeds[-1] if len(feeds) else self.last_feed) - len(block)
        self.last = block[-1:]

    def _only_return(self, letters: np.ndarray, feeds: np.ndarray) -> bool:
        """Whether one of these line feeds, which end lines of one byte, comes after a return."""
        at_start = feeds[:1].tolist() == [0] and self.last == b"\r"
        return at_start or bool((letters[feeds[feeds > 0] - 1] == RETURN).any())

    def _blank_near_quote(self, block: bytes, letters: np.ndarray) -> bool:
        """Whether a quote and a blank stand side by side in this block or in the line that it goes on with."""
        if not self.quotes:
            return False
        near = _near(self.rest + block[:1])
        for blank in (b" ", b"\t"):
            if not near and blank in block:
                places = np.flatnonzero(letters == ord(blank))
                beside = (places[places > 0] - 1, places[places < len(block) - 1] + 1)
                near = any((letters[place] == QUOTE).any() for place in beside)
        return near

    def _count_returns(self, block: bytes) -> None:
        self.returns += block.count(b"\r")
        self.returns_and_feeds += block.count(b"\r\n") + (self.last == b"\r" and block[:1] == b"\n")

    def _end(self) -> None:
        try:
            self.decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            self.fault = (self.line_feeds + 1, "is not in UTF-8 (it ends within a letter)")
        if self.quotes and _blank_beside_quote(self.rest):
            self.strange = True
        if not self.size:
            self.fault = (None, "is empty")
        self.lines = self.line_feeds + self.returns - self.returns_and_feeds + bool(self.rest)


def _blank_beside_quote(lines: bytes) -> bool:
    """The plain search goes first: it is many times as fast, and mostly finds nothing."""
    return _near(lines) and BLANK_BESIDE_QUOTE.search(lines) is not None


def _near(text: bytes) -> bool:
    return any(pair in text for pair in (b' "', b'" ', b'\t"', b'"\t'))
