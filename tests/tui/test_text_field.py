"""The field for open answers: it never holds more than a file can."""

from __future__ import annotations

from typing import Any

from textual.app import App, ComposeResult

from zelfscan.tui.widgets.inputs import TextField


class Host(App[None]):
    """One short field, and what it told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield TextField("al vol", longest=10)

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
