"""What is handed over becomes a flat folder, or one clear sentence. Each archive is made here, with the reason beside it."""

import io
import stat
import struct
import zipfile

import pytest

from data.loading.unpacking import gather_files, plain_name
from data.problem import Problem


def zip_of(path, members, compression=zipfile.ZIP_DEFLATED):
    """A zip file. members: name or ZipInfo -> bytes."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def member(name, kind):
    """A member that is a link, a device or a folder by its mode."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3  # Unix, where modes count
    info.external_attr = (kind | 0o777) << 16
    return info


def taken(tmp_path, *paths, **limits):
    names = gather_files(paths, tmp_path / "out", **limits)
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == sorted(names)
    return sorted(names)


def refused(tmp_path, *paths, **limits):
    with pytest.raises(Problem) as problem:
        gather_files(paths, tmp_path / "out", **limits)
    said = str(problem.value)
    assert "nothing was loaded" in said and "\n" not in said
    inside = {tmp_path / "out"} | set((tmp_path / "out").glob("*")) | set(paths)
    assert {path for path in tmp_path.rglob("*")} <= inside, "something was written elsewhere"
    return said


def test_files_and_a_zip_file_together(tmp_path):
    person = tmp_path / "person.csv"
    person.write_text("person_id\n")
    rest = zip_of(tmp_path / "rest.zip", {"release.csv": b"r", "event.csv": b"e"})
    assert taken(tmp_path, person, rest) == ["event.csv", "person.csv", "release.csv"]


def test_one_folder_is_taken_off_and_litter_left_behind(tmp_path):
    path = zip_of(tmp_path / "a.zip", {
        "extract/": b"", "extract/person.csv": b"p", "__MACOSX/extract/._person.csv": b"x", "extract/.DS_Store": b"x"})
    assert taken(tmp_path, path) == ["person.csv"]


@pytest.mark.parametrize("name", [
    "../person.csv", "extract/../../person.csv", "/etc/person.csv", "C:/person.csv", "..\\person.csv", "\\\\host\\share\\p.csv"])
def test_a_path_that_leads_out(tmp_path, name):
    assert "leads out of it" in refused(tmp_path, zip_of(tmp_path / "a.zip", {name: b"p"}))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO], ids=["link", "device", "pipe"])
def test_a_link_or_a_device(tmp_path, kind):
    path = zip_of(tmp_path / "a.zip", {member("person.csv", kind): b"/etc/passwd"})
    assert "is a link or a device" in refused(tmp_path, path)


def test_a_folder_inside_a_folder(tmp_path):
    assert "a folder inside a folder" in refused(tmp_path, zip_of(tmp_path / "a.zip", {"a/b/person.csv": b"p"}))


def test_a_zip_file_inside(tmp_path):
    assert "another zip file" in refused(tmp_path, zip_of(tmp_path / "a.zip", {"more.zip": b"p"}))


def test_a_bomb_stops_while_it_is_unpacked(tmp_path):
    path = zip_of(tmp_path / "a.zip", {"person.csv": b"0" * 5_000_000})  # 5 MB of zeros pack into 5 kB
    assert path.stat().st_size < 10_000
    assert "larger than" in refused(tmp_path, path, most_bytes=1 << 20)
    assert (tmp_path / "out" / "person.csv").stat().st_size <= 1 << 20


def test_a_bomb_that_says_it_is_small(tmp_path):
    path = zip_of(tmp_path / "a.zip", {"person.csv": b"0" * 5_000_000})
    told = path.read_bytes().replace(struct.pack("<L", 5_000_000), struct.pack("<L", 100))  # both headers claim 100 bytes
    path.write_bytes(told)
    refused(tmp_path, path, most_bytes=1 << 20)
    assert (tmp_path / "out" / "person.csv").stat().st_size <= 1 << 20


def test_many_files_together_are_counted(tmp_path):
    several = [zip_of(tmp_path / f"{i}.zip", {f"{i}.csv": b"0" * 600_000}) for i in range(2)]  # each alone would pass
    assert "larger than" in refused(tmp_path, *several, most_bytes=1 << 20)


def test_too_many_members(tmp_path):
    path = zip_of(tmp_path / "a.zip", {f"{i}.csv": b"" for i in range(6)})
    assert "6 files; at most 5" in refused(tmp_path, path, most_files=5)


@pytest.mark.parametrize("content", [b"", b"only words", b"PK\x03\x04 and then nothing that follows"], ids=["empty", "words", "cut"])
def test_no_zip_file(tmp_path, content):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert "is not a zip file that can be read" in refused(tmp_path, path)


def test_a_damaged_member(tmp_path):
    path = zip_of(tmp_path / "a.zip", {"person.csv": b"person_id\np1\n" * 50}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"p1", b"p2", 1))  # the checksum no longer fits
    assert "damaged" in refused(tmp_path, path)


def test_locked_with_a_password(tmp_path):
    content = bytearray(zip_of(tmp_path / "a.zip", {"person.csv": b"p"}).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1  # the flag that says it is encrypted
    (tmp_path / "a.zip").write_bytes(bytes(content))
    assert "locked with a password" in refused(tmp_path, tmp_path / "a.zip")


@pytest.mark.parametrize("members", [{}, {"extract/": b""}], ids=["empty", "an empty folder"])
def test_an_archive_without_files(tmp_path, members):
    assert "There is no file" in refused(tmp_path, zip_of(tmp_path / "a.zip", members))


def test_one_name_twice(tmp_path):
    person = tmp_path / "Person.csv"
    person.write_text("p")
    rest = zip_of(tmp_path / "rest.zip", {"person.csv": b"p"})  # the same file where letters' case does not count
    assert "there twice" in refused(tmp_path, person, rest)


@pytest.mark.parametrize(("given", "name"), [
    ("person.csv", "person.csv"), ("../../person.csv", "person.csv"), ("C:\\records\\person.csv", "person.csv"),
    ("<b>.csv", "<b>.csv")])
def test_a_name_from_elsewhere_is_only_a_name(given, name):
    assert plain_name(given) == name


@pytest.mark.parametrize("given", ["", "..", "a/", "x" * 101, "line\nbreak.csv", "nul\0.csv"])
def test_a_name_that_names_no_file(given):
    with pytest.raises(Problem, match="can't be used"):
        plain_name(given)


def test_a_zip_of_many_tiny_members_ends_soon(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for i in range(5_000):
            archive.writestr(f"{i}.csv", b"")
    (tmp_path / "a.zip").write_bytes(packed.getvalue())
    assert "5,000 files; at most 200" in refused(tmp_path, tmp_path / "a.zip")
