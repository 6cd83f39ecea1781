"""What this process and those that it started have taken, as Linux tells it."""

import os
import re
from pathlib import Path


def family(process: str = "self") -> list[str]:
    """A process and all that it started, those of these too, as long as they run."""
    children = [child for task in Path(f"/proc/{process}/task").iterdir() for child in (task / "children").read_text(encoding="ascii").split()]
    return [process, *(member for child in children for member in family(child))]


def worked() -> float:
    """Processor seconds of all of them, and of those of theirs that have ended."""
    ticks = (sum(map(int, _after_name(process)[11:15])) for process in family())
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def peak_memory(process: str = "self") -> int:
    """The most that a process has held, in kB; 0 where it has ended and nobody asked how.

    Not getrusage: its peak counts the parent before this program was started too.
    """
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
    return int(found[1]) if found else 0


def _after_name(process: str) -> list[str]:
    """The fields of /proc/…/stat after the name, which may hold anything."""
    return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
