"""From a TOML file, and those it extends, to a checked Profile."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from data.problem import Problem
from data.profiling import keys
from data.profiling.contract_tables import contract_models
from data.profiling.profile import Known, Profile, Setting
from data.profiling.row_reading import read_model, read_rows
from data.profiling.source_reading import read_source
from data.profiling.value_reading import ORIGINS

_DATA = Path(__file__).resolve().parents[1]
SHIPPED = _DATA / "profiles"
PROFILE_KEYS = (
    "title", "about", "extends", "none", "none_dates", "settings", "sources", "values", "models", "rows",
)
SETTING_KEYS = ("about", "kind", "default")
SETTING_KINDS = ("text", "date", "number")


@cache
def shipped_profiles() -> tuple[tuple[str, str], ...]:
    """Name and title of each profile that comes with the product, by name; read once."""
    return tuple((path.stem, read_profile(path.stem).title) for path in sorted(SHIPPED.glob("*.toml")))


def read_profile(name_or_path: str | Path) -> Profile:
    """Read a shipped profile by its name, or any profile by its path.

    Raises Problem with one sentence on what is wrong, where, and what may stand there instead.
    """
    path = _path(str(name_or_path), Path())
    said, files = _read(path, ())
    return _profile(path.stem, said, files)


def _profile(name: str, said: dict[str, Any], files: tuple[Path, ...]) -> Profile:
    said = keys.only(said, PROFILE_KEYS, name)
    value_maps = {key: _value_map(item, f"{name}: values.{key}") for key, item in _tables(said, "values", name).items()}
    settings = {key: _setting(key, item, name) for key, item in _tables(said, "settings", name).items()}
    none_dates = frozenset(keys.texts(said.get("none_dates", []), f"{name}: none_dates"))
    known = Known(value_maps, settings, none_dates)
    sources = _tables(said, "sources", name)
    models = tuple(read_model(code, item, name) for code, item in _tables(said, "models", name).items())
    codes = (*contract_models(), *(model["code"] for model in models))
    rows = _tables(said, "rows", name)
    if not sources or not rows or "title" not in said:
        raise Problem(f"{name}: a profile needs a title, at least one [sources.NAME] and one [rows.NAME].")
    return Profile(
        name=name,
        title=keys.text(said["title"], f"{name}: title"),
        files=files,
        none=frozenset(keys.texts(said.get("none", []), f"{name}: none")),
        settings=settings,
        sources={key: read_source(key, item, known, tuple(sources), name) for key, item in sources.items()},
        row_sets=tuple(read_rows(key, item, known, tuple(sources), codes, name) for key, item in rows.items()),
        models=models,
    )


def _path(name_or_path: str, beside: Path) -> Path:
    """A name without .toml is a shipped profile; anything else is a file, from `beside` where it is relative."""
    if name_or_path.endswith(".toml"):
        return beside / name_or_path
    shipped = {path.stem: path for path in SHIPPED.glob("*.toml")}
    if name_or_path not in shipped:
        raise Problem(f"No profile {name_or_path!r}; there are {', '.join(sorted(shipped))}, or give the path of a .toml file.")
    return shipped[name_or_path]


def _read(path: Path, before: tuple[Path, ...]) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """The profile's tables laid over those of the profile it extends, and the files they came from."""
    if path.resolve() in before:
        raise Problem(f"{path.name} extends itself.")
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Problem(f"Profile {path} can't be read: {error.strerror}.") from None
    except UnicodeError:
        raise Problem(f"Profile {path} is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"Profile {path.name} is not valid TOML: {error}.") from None
    files = (path,)
    if "extends" in said:
        base, base_files = _read(_path(keys.text(said["extends"], f"{path.stem}: extends"), path.parent), (*before, path.resolve()))
        said, files = _laid_over(base, said), (*files, *base_files)
    return said, files


def _laid_over(base: dict[str, Any], own: dict[str, Any], words: bool = False) -> dict[str, Any]:
    """Tables are merged key by key; anything else in `own` replaces what `base` has.

    A rule for one cell ({column = ...}) is replaced whole, never mixed with the one it stands in for. Inside
    [values] (`words`) keys are other people's words, so none of them makes a rule.
    """
    merged = dict(base)
    for key, value in own.items():
        rule = isinstance(value, dict) and not words and any(origin in value for origin in ORIGINS)
        mixed = isinstance(value, dict) and isinstance(base.get(key), dict) and not rule
        merged[key] = _laid_over(base[key], value, words or key == "values") if mixed else value
    return merged


def _tables(said: dict[str, Any], key: str, name: str) -> dict[str, Any]:
    return keys.table(said.get(key, {}), f"{name}: {key}")


def _value_map(said: Any, place: str) -> dict[str, str]:
    return {source: keys.text(target, place) for source, target in keys.table(said, place).items()}


def _setting(name: str, said: Any, profile: str) -> Setting:
    place = f"{profile}: settings.{name}"
    said = keys.only(said, SETTING_KEYS, place)
    kind = keys.choice(said.get("kind", "text"), SETTING_KINDS, f"{place}.kind")
    default = keys.text(said["default"], place) if "default" in said else None
    return Setting(name, keys.text(said.get("about", ""), place), kind, default)
