"""The table pack: a zip of the commands' own CSV files and everything needed to read and check them elsewhere."""

import hashlib

from analytics.brief import content, datapackage, pack_words, r_script
from analytics.brief.archive import zipped
from analytics.brief.edition import Edition, as_json
from analytics.brief.workbook import workbook

SUMS = "SHA256SUMS"
ABOUT = {
    "README.txt": "this text", "tables.xlsx": "the same tables for Excel, with notes", "codes.csv": "every code in words",
    "dictionary.csv": "every column of these tables, and of the records behind them", "read.R": "reads it all in R and checks it",
    "datapackage.json": "names, types and checksums for programs (Frictionless Data)",
    "brief.json": "how this pack was made, so that it can be made and compared again", SUMS: "a checksum of every file",
}


def pack(edition: Edition) -> bytes:
    """The .zip file. The same records and wishes give the same bytes."""
    tables = datapackage.results(edition, "DEMO-" if edition.invented else "")
    listed = [*tables, datapackage.codes(edition), datapackage.dictionary_of(edition, tables)]
    files: dict[str, bytes] = {"README.txt": b""}
    about = dict(ABOUT)
    for resource, table in zip(tables, edition.tables.values(), strict=True):
        files[resource.path] = resource.content
        files[resource.path + ".json"] = table.file.sidecar.encode("utf-8")
        about |= {resource.path: resource.title, resource.path + ".json": "what its figures are"}
    files |= {resource.path: resource.content for resource in listed[len(tables):]}
    files["tables.xlsx"] = workbook(edition)
    files["read.R"] = r_script.script(listed).encode("utf-8")
    files["datapackage.json"] = as_json(datapackage.descriptor(edition, listed)).encode("utf-8")
    example = f"python -m analytics verify {edition.name}.zip --db records.duckdb"
    names = [*files, "brief.json", SUMS]
    files["README.txt"] = pack_words.readme(edition, {name: about[name] for name in names}, example).encode("utf-8")
    files["brief.json"] = as_json(edition.description("zip", content=content.digest(content.of_files(files)))).encode("utf-8")
    files[SUMS] = "".join(f"{hashlib.sha256(file).hexdigest()}  {name}\n" for name, file in files.items()).encode("utf-8")
    return zipped(files)
