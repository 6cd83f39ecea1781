"""What things cost: prices.csv, or a file of one's own in the same columns. Nothing missing is guessed."""

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from data.problem import Problem

FILE = Path(__file__).with_name("prices.csv")
UNITS = {
    "marginal_daily_cost": "usd_per_person_day", "average_daily_cost": "usd_per_person_day", "mean_stay_days": "days",
    "program_cost": "usd_per_person", "victim_cost_violent_offense": "usd_per_offense",
}  # fmt: skip
COLUMNS = ("name", "model", "value", "low", "high", "unit", "dollars_year", "source")
BY_HAND = "entered by hand"
YEARS = range(1990, 2101)


@dataclass(frozen=True)
class Price:
    """One input with the range it is drawn from. dollars_year: None where it is no money. model: empty for all."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    dollars_year: int | None
    model: str = ""
    source: str = ""
    range_source: str = ""
    about: str = ""
    published: str = ""
    published_year: str = ""
    conversion: str = ""


@dataclass(frozen=True)
class Prices:
    """All inputs, in dollars of one year."""

    rows: tuple[Price, ...]
    dollars_year: int
    file: str

    def of(self, name: str, model: str = "") -> Price:
        """A model's own price, else the one for all. Raises Problem where there is neither."""
        found = {price.model: price for price in self.rows if price.name == name}
        price = found.get(model) or found.get("")
        if price is None:
            raise Problem(f"{self.file} has no price {name!r}; enter one, no other is taken in its place. Nothing was worked out.")
        return price

    def is_own(self, name: str, model: str) -> bool:
        """True where the price is the model's own or was entered by hand, not one that stands in from elsewhere."""
        return self.of(name, model).model == model or self.of(name, model).source == BY_HAND

    def with_changes(self, changes: Iterable[str]) -> "Prices":
        """The same with inputs replaced: NAME=VALUE, NAME=LOW:VALUE:HIGH, @YEAR after it for dollars of a year."""
        rows = list(self.rows)
        for change in changes:
            new = _changed(change, self)
            known = [place for place, old in enumerate(rows) if (old.name, old.model) == (new.name, new.model)]
            rows[known[0] if known else len(rows):] = [new, *rows[known[0] + 1:]] if known else [new]
        return Prices(tuple(rows), _one_year(rows, self.file), self.file)


def read_prices(path: str | Path | None = None) -> Prices:
    """The prices of a file, the project's own by default. Raises Problem in one sentence for what can't be used."""
    path = Path(path) if path is not None else FILE
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise Problem(f"{path.name} has no column {missing[0]!r}; it needs {', '.join(COLUMNS)}. Nothing was worked out.")
            rows = [_price({name: (cell or "").strip() for name, cell in row.items() if name}, f"{path.name}, line {reader.line_num}")
                    for row in reader]
    except OSError as error:
        raise Problem(f"The file {path} cannot be read ({error.strerror}). Name a CSV file of prices.") from None
    except (UnicodeDecodeError, csv.Error):
        raise Problem(f"The file {path} is no CSV file in UTF-8. Nothing was worked out.") from None
    for place, price in enumerate(rows):
        if any((other.name, other.model) == (price.name, price.model) for other in rows[:place]):
            raise Problem(f"{path.name} has the price {price.name!r} twice for the same model. Keep one; nothing was worked out.")
    return Prices(tuple(rows), _one_year(rows, path.name), path.name)


def _price(row: dict[str, str], where: str) -> Price:
    name = row["name"]
    if name not in UNITS:
        raise Problem(f"{where}: there is no price {name[:60]!r}. Possible: {', '.join(UNITS)}. Nothing was worked out.")
    if row["unit"] != UNITS[name]:
        raise Problem(f"{where}: {name} is given in {row['unit'][:40]!r}; it is counted in {UNITS[name]}. Nothing was worked out.")
    if not row["source"]:
        raise Problem(f"{where}: {name} has no source. Say where it comes from; nothing was worked out.")
    value, low, high = (_amount(row[column], name, column, where) for column in ("value", "low", "high"))
    told = {column: row.get(column, "") for column in ("model", "source", "range_source", "about", "published", "published_year", "conversion")}
    return _checked(Price(name, value, low, high, row["unit"], _year(row["dollars_year"], name, where), **told), where)


def _changed(change: str, prices: Prices) -> Price:
    where = f"The price {change[:80]!r}"
    name, sign, said = change.partition("=")
    name, _, model = name.strip().partition("/")
    if not sign or name not in UNITS:
        raise Problem(f"{where} is not written NAME=VALUE, NAME=LOW:VALUE:HIGH or NAME/MODEL=VALUE with one of {', '.join(UNITS)}.")
    amounts, at, year = said.partition("@")
    parts = [_amount(part.strip(), name, "value", where) for part in amounts.split(":")]
    if len(parts) not in (1, 3):
        raise Problem(f"{where} has {len(parts)} values; give one, or LOW:VALUE:HIGH.")
    low, value, high = parts if len(parts) == 3 else parts * 3
    money = UNITS[name] != "days"
    new = Price(name, value, low, high, UNITS[name], (_year(year, name, where) if at else prices.dollars_year) if money else None,
                model=model, source=BY_HAND, range_source=BY_HAND if len(parts) == 3 else "taken as certain")
    old = next((price for price in prices.rows if price.name == name), None)
    return _checked(replace(new, about=old.about if old else ""), where)


def _checked(price: Price, where: str) -> Price:
    if not price.low <= price.value <= price.high:
        raise Problem(f"{where}: {price.name} runs from {price.low:g} to {price.high:g}, and its value {price.value:g} is not between them. "
                      "Nothing was worked out.")
    if price.name == "mean_stay_days" and price.value == 0:
        raise Problem(f"{where}: mean_stay_days is 0; somebody who comes back stays some days. Nothing was worked out.")
    return price


def _amount(text: str, name: str, column: str, where: str) -> float:
    if not text:
        raise Problem(f"{where}: {name} has no {column}. Enter one, no other price is taken in its place; nothing was worked out.")
    try:
        amount = float(text)
    except ValueError:
        raise Problem(f"{where}: {name} has the {column} {text[:40]!r}, which is no number. Nothing was worked out.") from None
    if not math.isfinite(amount) or amount < 0 or amount > 1e12:
        raise Problem(f"{where}: {name} has the {column} {text[:40]}; a price is 0 or more. Nothing was worked out.")
    return amount


def _year(text: str, name: str, where: str) -> int | None:
    if UNITS[name] == "days":
        return None
    if not text.isdigit() or int(text) not in YEARS:
        raise Problem(f"{where}: {name} is in dollars of {text[:20]!r}; say of which year, {YEARS[0]} to {YEARS[-1]}. Nothing was worked out.")
    return int(text)


def _one_year(rows: Iterable[Price], file: str) -> int:
    money = [price for price in rows if price.dollars_year is not None]
    if not money:
        raise Problem(f"{file} holds no price in dollars. Nothing was worked out.")
    first = money[0]
    for price in money:
        if price.dollars_year != first.dollars_year:
            raise Problem(f"{file}: {first.name} is in dollars of {first.dollars_year}, {price.name} in dollars of {price.dollars_year}. Put "
                          "all in dollars of one year; nothing was worked out.")
    return first.dollars_year
