"""A zip file or single files that somebody handed over, as a flat folder that can be loaded. Nothing in it is trusted."""
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from data.loading.report import quoted
from data.problem import Problem

MOST_FILES = 200
MOST_BYTES = 2 << 30  # unpacked, all files together
LONGEST_NAME = 100
CHUNK = 1 << 20
ENCRYPTED = 0x1
KEPT = "nothing was loaded"
# What archives of some systems carry beside the files that a person put in.
LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def gather_files(given: Iterable[Path], folder: Path, *, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES) -> list[str]:
    """Move files into `folder`, and what zip files among them hold; the names there.

    One folder inside a zip file is taken off ("extract/person.csv" is person.csv); its files are unpacked as they are
    read, so that a file that grows beyond `most_bytes` stops there. Raises Problem for what can't be taken, or for two
    files of one name.
    """
    taking = _Taking(folder, most_files, most_bytes)
    for path in given:
        taking.zip_file(path) if path.suffix.lower() == ".zip" else taking.file(path)
    if not taking.names:
        raise Problem(f"There is no file in what was handed over; {KEPT}. Give person.csv, release.csv and the others.")
    return taking.names


def plain_name(name: str) -> str:
    """The last part of a file name that came from elsewhere. Raises Problem where that names no file."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    if last in ("", ".", "..") or len(last) > LONGEST_NAME or not last.isprintable():
        raise Problem(f"The file name '{quoted(last or name)}' can't be used; {KEPT}. Rename the file.")
    return last


class _Taking:
    """The folder being filled, and what may still go in."""

    def __init__(self, folder: Path, most_files: int, most_bytes: int) -> None:
        self.folder, self.most_files, self.most_bytes = folder, most_files, most_bytes
        self.names: list[str] = []
        self.bytes = 0
        folder.mkdir(parents=True, exist_ok=True)

    def file(self, path: Path) -> None:
        """One file as it is."""
        self._add_bytes(path.stat().st_size, path.name)
        shutil.move(path, self._place(path.name))

    def zip_file(self, path: Path) -> None:
        """What a zip file holds."""
        try:
            with zipfile.ZipFile(path) as archive:
                members = [member for member in archive.infolist() if not member.is_dir() and not _is_litter(member.filename)]
                if len(members) + len(self.names) > self.most_files:
                    raise Problem(f"{path.name} holds {len(members):,} files; at most {self.most_files:,} are taken, so {KEPT}.")
                for member in members:
                    self._member(archive, member, path.name)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
            raise Problem(f"{path.name} is not a zip file that can be read, or it is damaged; {KEPT}. Make it again.") from error

    def _member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, zip_name: str) -> None:
        """Unpack one file, counting what really comes out: what the archive says about itself may be untrue."""
        _check(member, zip_name)
        with archive.open(member) as packed, self._place(member.filename).open("wb") as out:
            while block := packed.read(CHUNK):
                self._add_bytes(len(block), zip_name)
                out.write(block)

    def _add_bytes(self, size: int, name: str) -> None:
        self.bytes += size
        if self.bytes > self.most_bytes:
            raise Problem(
                f"{name} is larger than {in_words(self.most_bytes)} when unpacked, which is as much as is taken here; "
                f"{KEPT}. Load larger records from the command line."
            )

    def _place(self, name: str) -> Path:
        name = plain_name(name)
        if name.lower() in map(str.lower, self.names):
            raise Problem(f"The file {quoted(name)} is there twice; {KEPT}. Leave one of them out.")
        if len(self.names) == self.most_files:
            raise Problem(f"There are more than {self.most_files:,} files; {KEPT}. Leave out those that are no records.")
        self.names.append(name)
        return self.folder / name


def in_words(size: int) -> str:
    """A number of bytes as people say it."""
    return f"{size >> 30:,} GB" if size >= 1 << 30 else f"{size >> 20:,} MB"


def _check(member: zipfile.ZipInfo, zip_name: str) -> None:
    """Raises Problem for a member that is no plain file below the archive's top, or in one folder there."""
    name = member.filename.replace("\\", "/")
    parts = name.split("/")
    if ".." in parts or name.startswith("/") or ":" in parts[0]:
        raise Problem(f"{zip_name} holds the path '{quoted(name)}', which leads out of it; {KEPT}. Make it of plain files.")
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG):
        raise Problem(f"{zip_name} holds '{quoted(name)}', which is a link or a device, no file; {KEPT}. Put the file itself in.")
    if member.flag_bits & ENCRYPTED:
        raise Problem(f"{zip_name} is locked with a password; {KEPT}. Make it without one.")
    if name.lower().endswith(".zip"):
        raise Problem(f"{zip_name} holds another zip file, '{quoted(name)}'; {KEPT}. Unpack that one first.")
    if len(parts) > 2:
        raise Problem(f"{zip_name} holds '{quoted(name)}', a folder inside a folder; {KEPT}. Put the files side by side.")


def _is_litter(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part in LITTER for part in parts) or parts[-1].startswith("._")
