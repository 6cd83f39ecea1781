"""A coverage-guided fuzzer on what reads profiles, addresses, selections, receipts, descriptions of files and published copies.

    pip install atheris==3.0.0
    python -m benchmarks.fuzzing 60                # seconds for each; ends with 1 at the first finding

Whatever comes in, there is an answer or a Problem of one line; nothing is written but in the folder that was chosen. What
was found is left as a file, named on the way out.

Two minutes each on two busy cores, in November 2026: profiles 42,914 runs, addresses 394,064, selections 314,616, receipts
4,786,827, descriptions 2,282,786, published copies 241,226; nothing found but a published table
that holds words for numbers, which is one sentence now.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

from data.problem import Problem

ROOT = Path(__file__).resolve().parents[1]
SHARED_MEMORY = Path("/dev/shm")  # where files cost nothing


def profile(content: bytes, folder: Path) -> None:
    """An import profile, as somebody writes one."""
    from data.profiling import read_profile

    path = folder / "own.toml"
    path.write_bytes(content)
    read_profile(path)


def address(content: bytes, folder: Path) -> None:
    """What stands after the question mark."""
    from pages.parts.filters import Possible

    possible = Possible({"sex": ["female", "male"], "release_year": ["2019", "2020"], "circuit": ["1", "2"], "facility": ["North", ""]}, {})
    asked = {name: tuple(values) for name, values in parse_qs(content.decode("utf-8", "replace"), keep_blank_values=True).items()}
    asked = {name: values for name, values in asked.items() if values}
    for name, known in possible.known(asked).items():
        known.unknown(asked.get(name, ()))


def selection(content: bytes, folder: Path) -> None:
    """--where, and the subset that a file names."""
    from analytics.where import canonical, parse_where

    found = parse_where(content.decode("utf-8", "replace").split("\n"))
    assert parse_where({column: list(values) for column, values in found.items()}) == found and canonical(found) is not None


def receipt(content: bytes, folder: Path) -> None:
    """A code that somebody types, whose last letters are right."""
    import base64

    from analytics.brief import receipt as receipts

    receipts.read(content.decode("utf-8", "replace"))
    receipts.read(base64.b32encode(content + receipts._check(content)).decode("ascii"))


def description(content: bytes, folder: Path) -> None:
    """A table that is handed over for a check, and the text beside it."""
    from analytics.verify import verify_file

    table, _, beside = content.partition(b"\0")
    verify_file("x.csv", table, beside.decode("utf-8", "replace"), None)


def copy(content: bytes, folder: Path) -> None:
    """A published folder: its list of files, and one of them that is what the list says."""
    from analytics.publishing.reading import read_copy
    from analytics.result_file import checksum

    index, _, table = content.partition(b"\0")
    (folder / "compare.csv").write_bytes(table)
    (folder / "publication.json").write_bytes(index.replace(b"SUM", checksum(table.decode("utf-8", "replace")).encode()))
    found = read_copy(folder)
    assert found.models is not None
    found.rows("compare")


INDEX = (b'{"publication":1,"records":{"fingerprint":"x","invented":false},"models":[{"code":"a","name":"A","group":"b","every_kind_of_case":true}],'
         b'"views":[{"file":"compare.csv","view":"compare","by":null,"sha256":"SUM"}]}')
TARGETS: dict[str, tuple[Callable[[bytes, Path], None], list[bytes]]] = {
    "profile": (profile, [path.read_bytes() for path in sorted((ROOT / "data/profiles").glob("*.toml"))]),
    "address": (address, [b"sex=Women&where=Circuit&circuit=1&released=2019&released=2020", b"event=%ff&sex=", b"where=&county=a"]),
    "selection": (selection, [b"sex=female,male\ncircuit=a\\,b", b"facility=", b"release_year=2019"]),
    "receipt": (receipt, [b"ABCDE-FGHIJ-KLMNO-PQRST", b"\0" * 12, bytes(range(12)) + b"m0\nwsex=female"]),
    "description": (description, [b'a,b\n1,2\n\0{"verb":"compare","options":{},"records":{"fingerprint":"x"}}', b"\0{}"]),
    "copy": (copy, [INDEX + b"\0outcome,window_months,model,n\nrearrest,36,a,12\n", INDEX + b"\0strict_baseline\nfalse\n", b"{}"]),
}


def main(seconds: int) -> int:
    """Each target in a process of its own, as the fuzzer ends the process that it runs in."""
    for name, (_, seeds) in TARGETS.items():
        with tempfile.TemporaryDirectory() as place:
            corpus = Path(place) / "corpus"
            corpus.mkdir()
            for number, seed in enumerate(seeds):
                (corpus / str(number)).write_bytes(seed)
            command = [sys.executable, "-m", "benchmarks.fuzzing", "--target", name, f"-max_total_time={seconds}", "-max_len=20000",
                       "-timeout=20", "-rss_limit_mb=2000", f"-artifact_prefix={tempfile.gettempdir()}/found-{name}-", str(corpus)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
            last = [line for line in done.stderr.splitlines() if line.startswith(("#", "Done", "Test unit", "==", " ===")) or "rror" in line][-4:]
            print(f"{name}: {'nothing found' if done.returncode == 0 else 'FOUND'}; {' | '.join(last if done.returncode else last[-1:])}", flush=True)
            if done.returncode:
                print(done.stderr[-3000:], file=sys.stderr)
                return 1
    return 0


def fuzz(name: str, options: list[str]) -> None:
    """This process, from now on."""
    import atheris

    with atheris.instrument_imports(include=["analytics", "data", "pages"]):
        import analytics.brief.receipt
        import analytics.verify
        import data.profiling
        import pages.parts.filters  # noqa: F401
    folder = Path(tempfile.mkdtemp(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None))
    target, written = TARGETS[name][0], []

    def watch(event: str, given: tuple) -> None:
        if event == "open" and isinstance(given[0], str) and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            written.append(given[0])

    sys.addaudithook(watch)

    def once(content: bytes) -> None:
        written.clear()
        try:
            target(content, folder)
        except Problem as problem:
            assert "\n" not in str(problem), "a problem of more than one line"
        assert all(Path(path).parent == folder for path in written), f"wrote {written}"

    atheris.Setup([sys.argv[0], *options], once)
    atheris.Fuzz()


if __name__ == "__main__":
    if "--target" in sys.argv:
        fuzz(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
