"""From a folder of someone's files to a folder in the contract's columns, as a profile says."""
import csv
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.problem import Problem
from data.profiling import conditions
from data.profiling.chunk import Chunk
from data.profiling.contract_tables import MODEL_COLUMNS, contract_tables
from data.profiling.date_formats import day
from data.profiling.evaluating import Evaluation, Rule
from data.profiling.needed_columns import raw_columns
from data.profiling.notices import Notice, Tally
from data.profiling.numbers import as_fraction
from data.profiling.profile import Profile, RowSet
from data.profiling.source_files import SourceFile, folder_files, plain, source_files
from data.profiling.source_rows import SourceRows
from data.profiling.table_files import TableFile, file_and_line
from data.profiling.unmapped import tell_unmapped


@dataclass(frozen=True)
class Conversion:
    """What `apply` wrote: one file NAME.csv a table in `folder`, the header line and one line a row."""

    profile: Profile
    settings: dict[str, str]
    folder: Path
    rows: dict[str, int]  # table -> rows written
    source_files: tuple[Path, ...]
    notices: tuple[Notice, ...]
    places: dict[str, array]

    def origin(self, table: str, row_number: int) -> tuple[str, int]:
        """Source file name and line of an output row; rows count from 1, so row 1 is line 2 of TABLE.csv."""
        file, line = file_and_line(self.places[table][row_number - 1])
        return self.source_files[file].name, line


def apply(profile: Profile, folder: Path, settings: dict[str, str], out_folder: Path, beside: str = "") -> Conversion:
    """Convert the files of `folder` and write contract CSV files to `out_folder`. beside: a file that is no source.

    Raises Problem for a setting or a source file that can't be used. A bad value in a row is written as it stands,
    so that the check of the records names it; `Conversion.origin` gives its source line.
    """
    used = used_settings(profile, settings)
    found = [path for path in folder_files(Path(folder)) if path.name != beside]
    files = {source.name: source_files(profile, source, found) for source in profile.sources.values()}
    tally, evaluation = Tally(), Evaluation(used)
    _tell_files(profile, files, found, tally)
    reader = SourceRows(profile, files, evaluation, tally)
    out_folder.mkdir(parents=True, exist_ok=True)
    tables = {table: TableFile(out_folder, table, columns) for table, columns in _columns(profile).items()}
    try:
        for source in profile.sources.values():
            _convert(profile, source.name, reader, tables, evaluation, tally)
        tell_unmapped(evaluation.unmapped, tally)
        rows = {table: file.close() for table, file in tables.items()}
    finally:
        for file in tables.values():
            file.abandon()
    _write_models(profile, out_folder)
    places = {table: file.places for table, file in tables.items()}
    return Conversion(profile, used, out_folder, rows, reader.paths, tally.notices(), places)


def used_settings(profile: Profile, given: dict[str, str]) -> dict[str, str]:
    """Every setting with its value. Raises Problem for one that is unknown, missing, or not of its kind."""
    for name in given:
        if name not in profile.settings:
            known = ", ".join(profile.settings) or "none"
            raise Problem(f"Profile {profile.name} has no setting {name!r}; it has {known}.")
    used = {}
    for setting in profile.settings.values():
        value = given.get(setting.name, setting.default)
        if value is None:
            raise Problem(f"Profile {profile.name} needs --set {setting.name}=VALUE: {setting.about}")
        if setting.kind == "date" and day(value) is None:
            raise Problem(f"Setting {setting.name} is a day as YYYY-MM-DD, not {value!r}.")
        if setting.kind == "number" and as_fraction(value) is None:
            raise Problem(f"Setting {setting.name} is a number, not {value!r}.")
        used[setting.name] = value
    return used


def _columns(profile: Profile) -> dict[str, tuple[str, ...]]:
    """Table -> the columns that any row set fills, in the contract's order."""
    filled: dict[str, set[str]] = {}
    for rows in profile.row_sets:
        filled.setdefault(rows.table, set()).update(*rows.variants)
    return {table: tuple(name for name in contract_tables()[table] if name in names) for table, names in filled.items()}


def _convert(
    profile: Profile, source: str, reader: SourceRows, tables: dict[str, TableFile], evaluation: Evaluation, tally: Tally
) -> None:
    """Read one source once and hand its rows to every row set that wants them."""
    wanted = [rows for rows in profile.row_sets if rows.source == source]
    if not wanted or not reader.files[source]:
        return
    file_names = reader.file_names(source)
    rules = {}
    for rows in wanted:
        columns = tables[rows.table].columns
        rules[rows.name] = [_rules(evaluation, variant, columns, file_names) for variant in rows.variants]
    empty = True
    for chunk in reader.chunks(profile.sources[source]):
        empty = False
        for rows in wanted:
            for variant in rules[rows.name]:
                _write(rows, variant, chunk, tables[rows.table], file_names, evaluation, tally)
    if empty and not profile.sources[source].optional:
        raise Problem(f"{file_names} holds no row that profile {profile.name} keeps.")


def _rules(evaluation: Evaluation, variant: dict, columns: tuple[str, ...], file_names: str) -> list[Rule | None]:
    return [evaluation.rule(variant[column], file_names) if column in variant else None for column in columns]


def _write(
    rows: RowSet, rules: list[Rule | None], chunk: Chunk, table: TableFile, file_names: str, evaluation: Evaluation, tally: Tally
) -> None:
    if rows.where:
        keep = conditions.mask(rows.where, chunk, evaluation.settings)
        _tell_left_out(rows, keep, conditions.in_words(rows.where), file_names, tally)
        chunk = chunk.kept(keep)
    cells = [rule(chunk) if rule else [""] * len(chunk) for rule in rules]
    made, places = zip(*cells), chunk.places
    if rows.skip_if_empty:
        must = [cells[table.columns.index(name)] for name in rows.skip_if_empty]
        keep = [all(filled) for filled in zip(*must)]
        _tell_left_out(rows, keep, f"{', '.join(rows.skip_if_empty)} filled", file_names, tally)
        made, places = _chosen(made, keep), list(_chosen(places, keep))
    if rows.one_per:
        table.write_distinct(rows.one_per, made, places, file_names, tally)
    else:
        table.write(made, places)


def _chosen(items, keep: list[bool]) -> Iterator:
    return (item for item, wanted in zip(items, keep) if wanted)


def _tell_left_out(rows: RowSet, keep: list[bool], condition: str, file_names: str, tally: Tally) -> None:
    if lost := keep.count(False):
        tally.add("left_out", file_names, "", "", lost, f"{file_names}: ", f" gave no {rows.table} for {rows.name}, which wants {condition}.")


def _tell_files(profile: Profile, files: dict[str, list[SourceFile]], found: list[Path], tally: Tally) -> None:
    """Files that no source takes, columns that nothing asks for, and sources that are not there."""
    asked: dict[Path, set[str]] = {}
    written: dict[Path, tuple[str, ...]] = {}
    for name, listed in files.items():
        source = profile.sources[name]
        if not listed:
            tally.add("missing_source", "", "", "", 0, f"The folder has no file for {name}; nothing is filled from it.")
        for file in listed:
            wanted = raw_columns(profile, source) | set(source.recognized_by)
            positions = {file.columns.get(plain(column)) for column in wanted}
            asked.setdefault(file.path, set()).update(file.written[position] for position in positions if position is not None)
            written[file.path] = file.written
    for path in found:
        if path not in asked:
            tally.add("ignored_file", path.name, "", "", 0, f"{path.name} is no source of profile {profile.name} and was not read.")
        unused = [column for column in written.get(path, ()) if column and column not in asked[path]]
        if unused:
            said = f"{path.name}: {len(unused)} columns are not used: {', '.join(unused)}."
            tally.add("ignored_column", path.name, ", ".join(unused), "", 0, said)


def _write_models(profile: Profile, out_folder: Path) -> None:
    if profile.models:
        with open(out_folder / "model.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, MODEL_COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(profile.models)
