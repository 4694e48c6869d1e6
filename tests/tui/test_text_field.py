"""The field for open answers: it never holds more than a file can."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.events import Paste

from zelfscan.tui.widgets.inputs import TextField


class Host(App[None]):
    """One short field, and what it told."""

    CSS = "TextField { width: 14; height: 5; }"

    def __init__(self, longest: int = 10) -> None:
        super().__init__()
        self.longest = longest
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield TextField("al vol", longest=self.longest)

    def notify(self, message: str, **_: Any) -> None:
        """Keep what would be shown."""
        self.told.append(message)


async def test_a_text_is_never_longer_than_what_is_read_back() -> None:
    """Guards that what is typed or pasted beyond the limit is left out and told, and that replacing still works."""
    app = Host()
    async with app.run_test() as pilot:
        field = app.query_one(TextField)
        field.insert(" en wat meer")
        await pilot.press("x")
        assert field.text == "al vol en "
        assert app.told == ["Hier passen hoogstens 10 tekens."] * 2
        field.select_all()
        field.replace("a\n[b]c", *field.selection)
        assert field.text == "a\n[b]c"


PASTED = "een\ntwee twee twee twee\n\nvier\nvijf\nzes\n"
EDITS = (
    "paste", "paste", "x", "enter", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+a", "backspace", "delete", "ctrl+k", "ctrl+u",
    "ctrl+w", "ctrl+x", "ctrl+c", "ctrl+v", "up", "shift+up", "shift+down", "ctrl+shift+k", "home", "end", "pageup",
)  # fmt: skip


@given(st.lists(st.sampled_from(EDITS), min_size=4, max_size=40))
@example(["paste", "ctrl+z", "ctrl+y", "ctrl+z"])
@example(["paste", "ctrl+a", "delete", "ctrl+z", "ctrl+z"])
@pytest.mark.heavy
def test_a_text_can_be_edited_in_any_way(edits: Sequence[str]) -> None:
    """Guards that undo and redo, cutting and pasting never end the program, also where a scrollbar comes and goes."""

    async def edit() -> None:
        app = Host(2000)
        async with app.run_test(size=(30, 12)) as pilot:
            for key in edits:
                if key == "paste":
                    app.query_one(TextField).post_message(Paste(PASTED))
                    await pilot.pause()
                else:
                    await pilot.press(key)
            assert app.is_running

    asyncio.run(edit())
