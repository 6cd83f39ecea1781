"""read.R: every table of the pack with its types, in base R alone, and its figures counted once more."""

from analytics.brief.datapackage import Resource

KINDS = {"string": "character", "integer": "numeric", "number": "numeric", "boolean": "character", "date": "Date"}

HEAD = """# Reads every table of this pack with its types. Base R alone; run it in the folder of the pack:
#   source("read.R")
# Then tables[["{first}"]] is the first of them. An empty cell is NA, never zero; the column status says why.

read_table <- function(file, kinds, rows, flags = character()) {{
  table <- read.csv(file, colClasses = kinds, na.strings = "", encoding = "UTF-8", check.names = FALSE)
  for (column in flags) table[[column]] <- table[[column]] == "true"
  if (nrow(table) != rows) stop(file, " has ", nrow(table), " rows, not ", rows, ": it was changed.")
  table
}}

tables <- list(
{tables}
)

# A share is a count over a count: where both are shown, it must come out again.
for (name in grep("^compare-", names(tables), value = TRUE)) {{
  table <- tables[[name]]
  crude <- table[table$adjust == "none" & !is.na(table$rate), ]
  if (nrow(crude) && max(abs(crude$rate - crude$events / crude$n)) > 1e-12) stop(name, ": a rate is not events / n.")
}}
cat(length(tables), "tables read,", sum(vapply(tables, nrow, 1L)), "rows in all\\n")
"""


def script(resources: list[Resource]) -> str:
    """The script as text."""
    return HEAD.format(first=resources[0].name, tables=",\n".join(map(_read, resources)))


def _read(resource: Resource) -> str:
    kinds = ", ".join(f"{column} = \"{KINDS[kind]}\"" for column, kind in resource.types.items())
    flags = ", ".join(f'"{column}"' for column, kind in resource.types.items() if kind == "boolean")
    return f'  "{resource.name}" = read_table("{resource.path}", c({kinds}), {resource.rows}{f", c({flags})" if flags else ""})'
