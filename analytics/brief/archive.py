"""Zip files whose bytes depend on their content alone: one fixed date, one order, one way to compress."""

import io
import zipfile
from collections.abc import Mapping

MOST_FILES, LARGEST = 2_000, 300_000_000  # of a file from outside, before its bytes are believed
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file of named contents, in the order given."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, content, compresslevel=6)
    return whole.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Named contents of a zip file. Raises zipfile.BadZipFile where it is none, or swells to more than any of ours."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST:
            raise zipfile.BadZipFile("larger than any file of ours")
        return {entry.filename: archive.read(entry) for entry in entries}
