"""One statement of the product in Spark's dialect: the one place that knows where the two engines differ."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

import duckdb
import sqlglot
from sqlglot import exp

from data.loading import rules
from data.loading.record_tables import SCHEMA, record_tables

# Spark has no unsigned numbers: each takes the next larger type.
WIDER = {"UTINYINT": "SMALLINT", "USMALLINT": "INT", "UINT": "BIGINT", "UBIGINT": "BIGINT", "HUGEINT": "DECIMAL(38, 0)"}
Codes = dict[str, tuple[str, ...]]  # column -> its codes, in their order


class Statement:
    """A statement, read once.

    tables: names of the tables that it reads. makes: the name of the table that it makes, else None. temporary: whether
    that one ends with the connection.
    """

    def __init__(self, text: str) -> None:
        tree = sqlglot.parse_one(text, read="duckdb")
        self.makes, self.temporary = None, False
        if isinstance(tree, exp.Create):
            self.makes, self.temporary = tree.this.name, bool(tree.find(exp.TemporaryProperty))
            tree = tree.expression
        own = {part.alias for part in tree.find_all(exp.CTE)}
        self.tables = frozenset(table.name for table in tree.find_all(exp.Table) if table.name) - own
        self._tree = _in_spark(tree, _codes_of(self.tables))

    def spark(self, parameters: Mapping[str, object], names: Mapping[str, str]) -> str:
        """The query as Spark takes it: the values of parameters as literals, tables under the names that they have there."""
        def put(node: exp.Expression) -> exp.Expression:
            if isinstance(node, exp.In) and isinstance(node.args.get("field"), exp.Placeholder):
                values = parameters[node.args["field"].name]
                return exp.In(this=node.this, expressions=[_literal(value) for value in values]) if values else exp.false()
            if isinstance(node, exp.Placeholder):
                return _literal(parameters[node.name])
            if isinstance(node, exp.Table) and node.name in names:
                return exp.Table(this=exp.to_identifier(names[node.name]), alias=node.args.get("alias") or exp.TableAlias(this=exp.to_identifier(node.name)))
            return node

        return self._tree.transform(put).sql("spark", identify=True)


@cache
def read(text: str) -> Statement:
    """A statement in the product's own dialect."""
    return Statement(text)


def _in_spark(tree: exp.Expression, codes: Codes) -> exp.Expression:
    for part in tree.find_all(exp.CTE):
        part.set("materialized", None)
    for select in list(tree.find_all(exp.Select)):
        _spell_out_replaced(select)
    for each in list(tree.find_all(exp.Explode)):
        if each.expressions:  # recursive: a list of rows
            each.replace(exp.Anonymous(this="INLINE", expressions=[each.this]))
    # A node that takes another's place is not gone into: what looks at the casts inside comes before what takes them away.
    return tree.transform(_called, codes).transform(_changed, codes)


def _called(node: exp.Expression, codes: Codes) -> exp.Expression:
    if isinstance(node, exp.Length) and _name(node.this) == "enum_range":
        return exp.Literal.number(len(_codes_named(node.this)))
    if isinstance(node, exp.Anonymous) and _name(node) in FUNCTIONS:
        return FUNCTIONS[_name(node)](node, codes)
    if isinstance(node, exp.Anonymous) and _name(node) in _macros():
        return _spelled_out(node)
    return node


def _changed(node: exp.Expression, codes: Codes) -> exp.Expression:
    """Each difference by itself; what is not named here sqlglot knows."""
    if isinstance(node, exp.Cast):
        return _cast(node)
    if isinstance(node, exp.Sub) and _is_day(node.this) and _is_day(node.expression):
        return exp.Anonymous(this="DATEDIFF", expressions=[node.this, node.expression])
    if isinstance(node, exp.RegexpFullMatch):
        return exp.RegexpLike(this=node.this, expression=exp.Literal.string(rf"\A(?:{node.expression.name})\z"))
    if isinstance(node, exp.Table) and node.db == "checked":
        return _numbered(node)
    if isinstance(node, exp.Column) and node.name == "rowid":  # a place in a file; any key of the rows will do
        table = record_tables().get(node.table)
        return exp.column(table.key if table else "release_number", table=node.table)
    if isinstance(node, exp.Window) and isinstance(node.this, exp.RowNumber) and not node.args.get("order") and not node.args.get("alias"):
        # Numbers in any order, but the same ones whenever Spark works them out again.
        first = node.find_ancestor(exp.Select).expressions[0]
        node.set("order", exp.Order(expressions=[exp.Ordered(this=first.copy())]))
    return node


def _cast(node: exp.Cast) -> exp.Expression:
    """Codes are text there."""
    if node.to.this == exp.DataType.Type.USERDEFINED:
        return node.this
    if node.to.this == exp.DataType.Type.ENUM:
        return exp.Case(ifs=[exp.If(this=exp.In(this=node.this.copy(), expressions=node.to.expressions), true=node.this)])
    if node.to.this.name in WIDER:
        node.set("to", exp.DataType.build(WIDER[node.to.this.name]))
    return node


def _numbered(table: exp.Table) -> exp.Expression:
    """The rows of `checked`, which the rules of a load read: there a row has no place in a file, and its key stands for it."""
    rows = exp.select("*", f"{record_tables()[table.name].key} as row_number").from_(table.name)
    return rows.subquery(table.alias or table.name)


@cache
def _macros() -> dict[str, tuple[list[str], exp.Expression]]:
    """Name of each rule for one value -> its parameters, and what it works out."""
    trees = sqlglot.parse(rules.statement("cells/faults.sql"), read="duckdb")
    return {tree.this.this.name: ([each.name for each in tree.this.expressions], tree.expression) for tree in trees if tree}


def _spelled_out(node: exp.Anonymous) -> exp.Expression:
    names, body = _macros()[_name(node)]
    given = dict(zip(names, node.expressions, strict=True))
    return body.copy().transform(lambda each: given[each.name].copy() if isinstance(each, exp.Column) and each.name in given else each)


def _enum_code(node: exp.Anonymous, codes: Codes) -> exp.Expression:
    """The place of a code among the codes of its type: told by a cast in it, else by the column of that name."""
    told = node.expressions[0]
    named = next((cast for cast in told.find_all(exp.Cast) if cast.to.this == exp.DataType.Type.USERDEFINED), None)
    column = next(told.find_all(exp.Column), None)
    return _place(told, enums()[_kind(named)] if named else codes[column.name])


def _place(value: exp.Expression, codes: tuple[str, ...]) -> exp.Expression:
    found = exp.Anonymous(this="ARRAY_POSITION", expressions=[_literal(codes), value])
    return exp.cast(exp.Paren(this=exp.Sub(this=found, expression=exp.Literal.number(1))), "INT")


def _codes_named(node: exp.Anonymous) -> tuple[str, ...]:
    return enums()[_kind(node.expressions[0])]


def _list_position(node: exp.Anonymous, codes: Codes) -> exp.Expression:
    return exp.cast(exp.Anonymous(this="ARRAY_POSITION", expressions=node.expressions), "INT")


FUNCTIONS: dict[str, Callable[[exp.Anonymous, Codes], exp.Expression]] = {
    "enum_code": _enum_code,
    "enum_range": lambda node, codes: _literal(_codes_named(node)),
    "list_position": _list_position,
}


def _spell_out_replaced(select: exp.Select) -> None:
    """`* replace (this as that)` is every column but that, and this under its name."""
    spelled = []
    for each in select.expressions:
        star = each.this if isinstance(each, exp.Column) and isinstance(each.this, exp.Star) else each
        replaced = star.args.get("replace") if isinstance(star, exp.Star) else None
        spelled.append(each)
        if replaced:
            star.set("replace", None)
            star.set("except_", [exp.to_identifier(one.alias) for one in replaced])
            spelled += replaced
    select.set("expressions", spelled)


def _is_day(node: exp.Expression) -> bool:
    """A column that holds a day has a name that ends in _on: the contract's way, and the product's."""
    node = node.unnest()
    if isinstance(node, exp.Cast):
        return node.to.this == exp.DataType.Type.DATE
    if isinstance(node, exp.Greatest | exp.Least | exp.Coalesce):
        return _is_day(node.this)
    return isinstance(node, exp.Column) and node.name.endswith("_on")


def _literal(value: object) -> exp.Expression:
    if isinstance(value, list | tuple):
        return exp.Array(expressions=[_literal(each) for each in value])
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "DATE")
    return exp.convert(value)


@cache
def enums() -> Codes:
    """Name of each type of codes in data/schema.sql -> its codes."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        rows = connection.execute("select type_name, labels from duckdb_types() where labels is not null and not internal").fetchall()
    return {name: tuple(labels) for name, labels in rows}


def _codes_of(tables: frozenset[str]) -> Codes:
    held = record_tables()
    return {column.name: column.codes for name in tables if name in held for column in held[name].columns if column.codes}


def _kind(cast: exp.Cast) -> str:
    return str(cast.to.args["kind"]).lower()


def _name(node: exp.Expression) -> str:
    return node.name.lower() if isinstance(node, exp.Anonymous) else ""
