"""Two sets of records that differ only in counts that are hidden: whatever is shown of one must be shown of the other.

Two small arms change places in how many of them had an event, were satisfied, completed, paid. Each of these counts lies
between 1 and 10 in both sets, all sums over people, files and days are the same, so a difference anywhere tells a hidden
count.
"""

from datetime import date, timedelta
from pathlib import Path

FIRST, LAST = date(2018, 3, 1), date(2023, 12, 31)
SMALL = ("circle_sentencing", "family_group_conference")  # 30 and 45 people
PEOPLE = {"circle_sentencing": 30, "family_group_conference": 45, "victim_offender_mediation": 120, "": 400}
HIDDEN = ((3, 7), (7, 3))  # of the two small arms: in one set, in the other


def write(folder: Path, which: int) -> Path:
    """The records of set 0 or 1."""
    folder.mkdir(parents=True)
    tables: dict[str, list[str]] = {
        "person": ["person_id,sex,race"],
        "release": ["release_id,person_id,released_on,release_type,county_fips,eligible,follow_up_ended_on"],
        "participation": ["participation_id,person_id,release_id,model,referred_on,started_on,status"],
        "event": ["event_id,person_id,occurred_on,event_type"],
        "survey": ["response_id,respondent_id,respondent,release_id,model,wave,asked_on,question,score,scale_min,scale_max"],
        "obligation": ["obligation_id,release_id,kind,unit,ordered,fulfilled,ordered_on"],
    }
    number = 0
    for model, people in PEOPLE.items():
        few = HIDDEN[which][SMALL.index(model)] if model in SMALL else people // 3
        for place in range(people):
            _person(tables, f"{number:04d}", model, number, place < few)
            number += 1
    for table, lines in tables.items():
        (folder / f"{table}.csv").write_text("\n".join(lines) + "\n")
    return folder


def _person(tables: dict[str, list[str]], name: str, model: str, number: int, is_one: bool) -> None:
    """is_one: of those who had the event, were satisfied, completed and paid; the others do all of it in another way."""
    day = FIRST + timedelta(number % 200)
    tables["person"].append(f"P{name},{('female', 'male', 'male')[number % 3]},{('white', 'black')[number % 2]}")
    tables["release"].append(f"R{name},P{name},{day},prison_release,{('29001', '29003')[number % 2]},true,{LAST}")
    if model:
        tables["participation"].append(f"T{name},P{name},R{name},{model},{day - timedelta(30)},{day - timedelta(20) if is_one else ''},"
                                       f"{'completed' if is_one else 'withdrawn'}")
        tables["survey"].append(f"S{name},V{name},victim,R{name},{model},after,{day},satisfaction_process,{5 if is_one else 2},1,5")
        tables["obligation"].append(f"O{name},R{name},restitution,usd,100,{100 if is_one else 0},{day}")
    if is_one:
        tables["event"].append(f"E{name},P{name},{day + timedelta(300)},rearrest")
