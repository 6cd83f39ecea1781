"""Some rows of a source, column by column, and where each row stands."""
from collections.abc import Iterable
from itertools import compress

# Where a row stands, in one number: the file's number times this, plus the line in it.
LINES_IN_FILE = 1 << 40


class Chunk:
    """Columns of equal length; a cell is text, empty where nothing is known."""

    def __init__(self, columns: dict[str, list[str]], places: list[int]):
        self.columns = columns
        self.places = places

    def __len__(self) -> int:
        return len(self.places)

    def column(self, name: str) -> list[str]:
        """The cells called so. `row.line` is made only when asked for."""
        if name == "row.line" and name not in self.columns:
            return [str(place % LINES_IN_FILE) for place in self.places]
        return self.columns[name]

    def kept(self, keep: list[bool], names: Iterable[str] | None = None) -> "Chunk":
        """The rows where `keep` is true; only the columns named, where they are."""
        wanted = self.columns if names is None else [name for name in names if name in self.columns]
        columns = {name: list(compress(self.columns[name], keep)) for name in wanted}
        return Chunk(columns, list(compress(self.places, keep)))

    @staticmethod
    def joined(chunks: "list[Chunk]") -> "Chunk":
        """All rows of several chunks in one."""
        if len(chunks) == 1:
            return chunks[0]
        names = chunks[0].columns if chunks else {}
        columns = {name: [cell for chunk in chunks for cell in chunk.columns[name]] for name in names}
        return Chunk(columns, [place for chunk in chunks for place in chunk.places])
