"""With a profile, what is wrong is told where the site's own file has it."""
import pytest

from data.loading import LoadProblem, load_folder
from data.problem import Problem

pytestmark = pytest.mark.usefixtures("without_derived")



class Conversion:
    """Stands for what a profile makes: one source file, two title lines above its header."""

    def __init__(self, folder, source, rows):
        self.folder, self.source_files, self.notices, self.settings = folder, (source,), (), {"year": "2020"}
        folder.mkdir()
        (folder / "person.csv").write_text("person_id\n" + "".join(f"{row[0]}\n" for row in rows))
        lines = "".join(f"R{number},{row[0]},{row[1]},2023-12-31\n" for number, row in enumerate(rows))
        (folder / "release.csv").write_text("release_id,person_id,released_on,follow_up_ended_on\n" + lines)

    def origin(self, table, row_number):
        return self.source_files[0].name, row_number + 3


@pytest.fixture
def convert(monkeypatch, tmp_path):
    def with_rows(rows):
        source = tmp_path / "releases 2020.txt"
        source.write_text("x")
        monkeypatch.setattr("data.profiling.read_profile", lambda name: name)
        monkeypatch.setattr("data.profiling.apply", lambda profile, folder, settings, out, beside: Conversion(out, source, rows))
        return tmp_path

    return with_rows


def test_errors_have_the_source_s_file_and_line(convert, database):
    folder = convert([("P1", "2020-01-01"), ("P2", "2020-02-30")])
    with pytest.raises(LoadProblem) as refused:
        load_folder(folder, database, profile="plain")
    (reject,) = refused.value.rejects
    assert (reject.file, reject.line, reject.column, reject.value) == ("releases 2020.txt", 5, "released_on", "2020-02-30")
    assert list(database.parent.iterdir()) == []


def test_the_source_s_files_are_recorded(convert, database):
    report = load_folder(convert([("P1", "2020-01-01")]), database, profile="plain")
    assert [(file.name, file.table) for file in report.files] == [("releases 2020.txt", None)]
    assert report.tables["release"].accepted == 1


def test_settings_need_a_profile(write, database):
    with pytest.raises(Problem, match="profile"):
        load_folder(write(), database, settings={"year": "2020"})


def test_a_profile_that_is_not_there(write, database):
    with pytest.raises(Problem, match="nowhere"):
        load_folder(write(), database, profile="nowhere")
    assert not database.exists()
