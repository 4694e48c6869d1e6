"""Writing TOML in the exact form of the result file: every table under its own header, short lists on one line.

tomli_w writes the same values, but folds small tables into lists and spreads short lists over lines; people open
these files, and the documented form is the one above.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from zelfscan.safe_text import escaped

Value: TypeAlias = int | str | datetime | Sequence[int] | Sequence[str]
Table: TypeAlias = Mapping[str, Value]


def table_text(header: str, table: Table) -> str:
    """A table under its header ('[scan]' or '[[competenties]]'; '' for the top keys, which come first).

    Tables with an empty line between them are a TOML document. Keys must be bare TOML keys and datetimes must carry an
    offset.
    """
    return f"{header}\n{_lines(table)}" if header else _lines(table)


def _lines(table: Table) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in table.items())


def _value(value: Value) -> str:
    match value:
        case str():
            return _quoted(value)
        case datetime():
            return value.isoformat()
        case int():
            return str(int(value))
        case _:
            return f"[{', '.join(_value(item) for item in value)}]"


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string, except that TOML also wants DEL escaped. The other signs that cannot be
    # shown are escaped for whoever opens the file in an editor or sends it to a terminal.
    return escaped(json.dumps(text, ensure_ascii=False), _escape)


def _escape(sign: str) -> str:
    code = ord(sign)
    if 0xD800 <= code <= 0xDFFF:
        return sign  # TOML has no way to write half a sign.
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
