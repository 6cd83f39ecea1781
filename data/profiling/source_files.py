"""Which files of a folder are which source of a profile, and what their columns are called there."""
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from data.loading.report import quoted
from data.problem import Problem
from data.profiling.profile import Profile, Source
from data.profiling.reading_text import Layout, encoding_of, header


@dataclass(frozen=True)
class SourceFile:
    """A file, how to read it, and where each column that the profile may ask for stands in it."""

    path: Path
    layout: Layout
    columns: dict[str, int]  # name in the profile, made plain -> position
    written: tuple[str, ...]  # the header as the file has it

    @property
    def width(self) -> int:
        return len(self.written)


def plain(name: str) -> str:
    """A column's name for comparing: white space and capitals don't matter."""
    return " ".join(name.split()).casefold()


def folder_files(folder: Path) -> list[Path]:
    """The files of a folder by name; hidden ones and folders in it are left out."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    except OSError:
        raise Problem(f"{folder} is no folder that can be read.") from None


def source_files(profile: Profile, source: Source, found: list[Path]) -> list[SourceFile]:
    """The files of one source. Raises Problem where a source that must be there has none."""
    named = [path for path in found if any(fnmatch(path.name.lower(), pattern.lower()) for pattern in source.files)]
    opened = [(path, _open(path, source)) for path in named]
    matching = [file for _, (file, missing) in opened if not missing]
    for file in matching:
        _check_doubled(file)
    if matching or source.optional:
        return matching
    wanted = f"source {source.name!r} of profile {profile.name}"
    if len(opened) == 1:
        path, (file, missing) = opened[0]
        raise Problem(f"{path.name} lacks the column {missing[0]!r} that {wanted} needs; its columns are {_listed(file.written)}.")
    having = f" with the columns {_listed(source.recognized_by)}" if source.recognized_by else ""
    there = _listed([path.name for path in found]) or "no file"
    raise Problem(f"No file matches {wanted} ({', '.join(source.files)}{having}); the folder has {there}.")


def _open(path: Path, source: Source) -> tuple[SourceFile, list[str]]:
    """The file under the delimiter that suits it best, and the columns it should be recognized by but lacks."""
    encoding = encoding_of(path, source.encodings)
    tried = []
    for delimiter in source.delimiters:
        layout = Layout(encoding, delimiter, source.quotes, source.skip_lines)
        written = header(path, layout)
        columns = _columns(written, source.names)
        missing = [name for name in source.recognized_by if plain(name) not in columns]
        tried.append((SourceFile(path, layout, columns, tuple(written)), missing))
    return min(tried, key=lambda item: (len(item[1]), -item[0].width))


def _check_doubled(file: SourceFile) -> None:
    """A column that stands twice can't be asked for."""
    seen: set[str] = set()
    for name in filter(None, file.written):
        if plain(name) in seen:
            raise Problem(f"{file.path.name} has the column '{quoted(name)}' twice; rename one of them.")
        seen.add(plain(name))


def _columns(written: list[str], names: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """Name in the profile, made plain -> position."""
    columns = {plain(name): position for position, name in enumerate(written) if name}
    for name, spellings in names.items():
        position = next((columns[plain(spelling)] for spelling in spellings if plain(spelling) in columns), None)
        if position is not None:
            columns[plain(name)] = position
    return columns


def _listed(names: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(quoted(name) for name in names[:30])
    return shown + (f" and {len(names) - 30} more" if len(names) > 30 else "")
