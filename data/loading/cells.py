"""How one column's text becomes its type, and what may be wrong with it, as SQL expressions.

These lists are made here, not written in a .sql file, because they follow the columns of data/schema.sql.
"""
from data.loading.record_tables import Column, RecordTable


def name(identifier: str) -> str:
    """An identifier, quoted."""
    return '"' + identifier.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text constant, quoted."""
    return "'" + value.replace("'", "''") + "'"


def written(column: Column) -> str:
    """The column that holds the value as text beside the one that holds it typed."""
    return name(f"{column.name} written")


def typed(column: Column, source: str) -> str:
    """The value in its type; null where the text can't be read as one."""
    if column.type == "VARCHAR":
        return source
    if column.type == "BOOLEAN":
        return f"truth({source})"
    return f"try_cast({source} as {column.type})"


def fault(column: Column, check_text: bool) -> str | None:
    """The reason why the value is refused, null where it is not; None where nothing can be wrong."""
    found = _fault_of_form(column, check_text)
    if not column.required:
        return found
    missing = f"when {written(column)} is null then 'is empty and must be filled'"
    return f"case {missing} else {found or 'null'} end"


def faults(table: RecordTable, check_text: bool) -> list[tuple[Column, str]]:
    """Each column in which something can be wrong, with its reason expression."""
    found = [(column, fault(column, check_text)) for column in table.columns]
    return [(column, reason) for column, reason in found if reason]


def _fault_of_form(column: Column, check_text: bool) -> str | None:
    both = f"{written(column)}, {name(column.name)}"
    if column.type == "DATE":
        return f"date_fault({both})"
    if column.type == "INTEGER":
        return f"whole_number_fault({both})"
    if column.type.startswith("DECIMAL"):
        return f"decimal_fault({both}, {str(not column.non_negative).lower()})"
    if column.type == "BOOLEAN":
        return f"truth_fault({both})"
    if column.codes:
        return f"code_fault({both}, [{', '.join(text(code) for code in column.codes)}])"
    return f"text_fault({written(column)})" if check_text else None
