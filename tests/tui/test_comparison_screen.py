"""The view of two scans: plot, list and statement together."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Static

from app_harness import LARGE, SMALL, settle
from builders import NUMBERS, STARTED, Levels, make_rating, make_scan
from evil import ON_SCREENS, trouble
from zelfscan.domain import Assessment, Catalog, Level, Rating, Scan, compare
from zelfscan.safe_text import one_line
from zelfscan.tui.app import DARK, LIGHT
from zelfscan.tui.comparison import ChangeGroup, ComparisonApp, ComparisonScreen, grouped
from zelfscan.tui.dialogs import ReadWindow
from zelfscan.tui.house_screen import TitleBar
from zelfscan.tui.widgets.arrows import ArrowPlot
from zelfscan.tui.widgets.lines import PointedList

LATER = STARTED + timedelta(days=200)
HOSTILE = "Jan [directeur][/]\n[@click=app.quit]klik[/] \\ $number 'x' \"y\""
Answers = Mapping[int, Levels | Rating]
# One item for every group, and two for the arrows; all others are the same both times.
THEN: Answers = {
    **dict.fromkeys(NUMBERS, (2, 2)),
    7: (4, 1), 8: (4, 1), 9: (3, 3), 10: (3, 3), 11: (4, 2), 12: (4, None), 13: (3, 3),
}  # fmt: skip
NOW: Answers = {
    **THEN,
    7: (4, 4), 8: (4, 2), 9: (3, 2), 10: (4, 3), 11: make_rating(4, 2, "Jan"), 12: (4, 2), 13: (1, 4),
}  # fmt: skip
CHANGED = [7, 8, 9, 10, 11, 12, 13]


def scans(then: Answers = THEN, now: Answers = NOW) -> tuple[Scan, Scan]:
    """An earlier and a later scan of one leader."""
    return make_scan("SL-07", then), make_scan("SL-07", now, started=LATER)


class View:
    """What a person sees of the app."""

    def __init__(self, app: ComparisonApp) -> None:
        self.app = app

    @property
    def screen(self) -> ComparisonScreen:
        screen = self.app.screen
        assert isinstance(screen, ComparisonScreen)
        return screen

    def plot(self) -> str:
        plot = self.screen.query_one(ArrowPlot)
        return "\n".join(plot.render_line(y).text for y in range(plot.size.height))

    def entries(self) -> str:
        return "\n".join(line.text for line in self.screen.entries.sheet.lines)

    def pointed(self) -> str:
        """The line with the mark, as it is drawn in the part of the list that is in view."""
        entries = self.screen.entries
        top, height = int(entries.scroll_y), entries.size.height
        drawn = [entries.sheet.render_line(y).text for y in range(top, min(top + height, entries.sheet.size.height))]
        (line,) = [text for text in drawn if "▸" in text]
        return line

    def item(self) -> str:
        """The statement with what was answered, on one line."""
        return " ".join(" ".join(line.text for line in self.screen.detail.sheet.lines).split())

    def summary(self) -> str:
        summary = self.screen.query_one("#comparison-summary", Static)
        return " ".join(" ".join(summary.render_line(y).text for y in range(summary.size.height)).split())

    def readable(self) -> list[int]:
        return sorted(int(found) for found in re.findall(r"(?<![+\d])\d+", self.plot()))


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_the_whole_picture_on_one_screen(catalog: Catalog, size: tuple[int, int], theme: str) -> None:
    """Guards the size: every number, all names, both axis texts, the sentence and the dates stand on one screen."""
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        await settle(pilot)
        view = View(app)
        assert view.readable() == [n for n in NUMBERS if n != 11]
        words = " ".join(view.plot().split())
        for text in (
            "ontwikkelen", "benutten", "laag houden", "loslaten of delen",
            "↑ Van belang voor leidinggeven aan gepersonaliseerd leren met ict in mijn school",
            "↓ Niet van", "← Niet op mij", "Helemaal op mij",
        ):  # fmt: skip
            assert text in words
        assert view.summary().startswith("Drie competenties zijn nu meer van toepassing dan toen")
        bar = view.screen.query_one(TitleBar)
        assert bar.render_line(0).text.rstrip().endswith("22 november 2026 → 10 juni 2027 · SL-07")
        for widget in view.screen.query("*"):
            if widget.display and not any(isinstance(parent, PointedList) for parent in widget.ancestors):
                assert widget.region.bottom <= size[1]


async def test_every_item_stands_in_the_right_group(catalog: Catalog) -> None:
    """Guards the groups, their order and their counts."""
    comparison = compare(*scans(), NUMBERS)
    found = {group: [item.number for item in items] for group, items in grouped(comparison.items)}
    assert list(found) == list(ChangeGroup)
    assert found == {
        ChangeGroup.CLOSED: [7], ChangeGroup.FORWARD: [8, 13], ChangeGroup.BACK: [9], ChangeGroup.IMPORTANCE: [10],
        ChangeGroup.SAME: [n for n in NUMBERS if n not in CHANGED], ChangeGroup.DELEGATED: [11],
        ChangeGroup.INCOMPARABLE: [12],
    }  # fmt: skip
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=SMALL):
        text = View(app).entries()
        headings = ("gedicht · 1", "vooruit · 2", "achteruit · 1", "ander belang · 1", "gelijk gebleven · 22")
        places = [
            text.index(heading) for heading in (*headings, "overgedragen (belegd) · 1", "niet te vergelijken · 1")
        ]
        assert places == sorted(places)
        for sign in ("7→", "8→", "9←", "10↑", "13↘", "12*", "1·"):
            assert re.search(rf"^ ?{re.escape(sign)} ", text, re.M)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_moving_in_the_list_draws_the_arrow(catalog: Catalog, size: tuple[int, int]) -> None:
    """List to plot: brackets at the number, ○ where it stood for those that moved, and its statement."""
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=size) as pilot:
        view = View(app)
        for key in ("down", "down", "up", "end", "up", "up", "home", "pagedown"):
            await settle(pilot, key)
            number = view.screen.number
            assert number is not None
            assert view.pointed().startswith(f"▸ {number:>2}")
            assert re.findall(r"\[(\d+)\]", view.plot()) == ([] if number == 11 else [str(number)])
            # 11 stood in the quadrant before somebody else had it, 12 did not.
            assert ("○" in view.plot()) == (number in (7, 8, 9, 10, 11, 13))
            assert view.item().startswith(catalog.competency(number).statement)


async def test_then_and_now_stand_in_words(catalog: Catalog) -> None:
    """Guards the words for both moments: short in a small window, with the dates in a large one."""
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=SMALL) as pilot:
        view = View(app)
        await settle(pilot, "1", "0")
        assert "Toen: redelijk belangrijk, in redelijke mate van toepassing Nu: heel erg belangrijk, in" in view.item()
        assert "nieuw verschil" in view.item()
        await pilot.resize_terminal(*LARGE)
        await settle(pilot)
        await settle(pilot, "1", "1")
        assert (
            "Toen, 22 november 2026 heel erg belangrijk, niet echt van toepassing Nu, 10 juni 2027 heel" in view.item()
        )
        assert view.item().endswith("van toepassing; belegd bij Jan")
        assert "gedicht: het verschil is weg · 1" in view.entries()


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.heavy
async def test_every_statement_fits_under_the_list(catalog: Catalog, size: tuple[int, int]) -> None:
    """Guards that no statement is cut off or has to be scrolled, with the longest words for both answers."""
    app = ComparisonApp(catalog, *scans(dict.fromkeys(NUMBERS, (1, 3)), dict.fromkeys(NUMBERS, (1, 2))))
    async with app.run_test(size=size) as pilot:
        view = View(app)
        for number in NUMBERS:
            view.screen.number = number
            await settle(pilot)
            assert view.screen.detail.max_scroll_y == 0


async def test_a_click_in_the_plot_points_in_the_list(catalog: Catalog) -> None:
    """Plot to list, with the mouse; a click beside the numbers changes nothing."""
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=SMALL) as pilot:
        view = View(app)
        for text in ("29·", "9←", "7→", "benutten"):
            row, line = next((row, line) for row, line in enumerate(view.plot().split("\n")) if text in line)
            await pilot.click(ArrowPlot, offset=(line.index(text), row))
            await settle(pilot)
            number = 7 if text == "benutten" else int(text[:-1])
            assert view.screen.number == number
            assert view.pointed().startswith(f"▸ {number:>2}")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_arrows_need_no_drawing_library(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """Guards that the field of a comparison is a picture where plotext cannot be imported."""
    monkeypatch.setitem(sys.modules, "plotext", None)
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=size) as pilot:
        await settle(pilot, "7")
        plot = View(app).plot()
        for text in ("[7]", "○", "╋", "ontwikkelen", "29·", "9←"):
            assert text in plot


async def test_a_click_in_the_list_lights_up_the_plot(catalog: Catalog) -> None:
    """List to plot, with the mouse; a heading does nothing."""
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=LARGE) as pilot:
        view = View(app)
        lines = view.entries().split("\n")
        place = next(index for index, line in enumerate(lines) if line.startswith(" 9←"))
        await pilot.click("#comparison-list", offset=(8, place + 1))
        await settle(pilot)
        assert view.screen.number == 9
        assert "[9]" in view.plot()
        await pilot.click("#comparison-list", offset=(8, 1))
        await settle(pilot)
        assert view.screen.number == 9


@pytest.mark.heavy
async def test_only_what_changed(catalog: Catalog) -> None:
    """Guards the filter in both directions: list and plot lose what stayed the same, and get it back."""
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=SMALL) as pilot:
        view = View(app)
        await settle(pilot, "1", "4")
        for key, number in (("right", 7), ("left", 9)):
            assert "alles" in str(view.screen.entries.border_title)
            await settle(pilot, key)
            assert "alleen wat veranderde" in str(view.screen.entries.border_title)
            assert view.screen.entries.keys == [str(n) for n in (7, 8, 13, 9, 10, 11, 12)]
            assert view.readable() == [7, 8, 9, 10, 12, 13]
            assert view.screen.number == number
            await settle(pilot, "9")
            assert view.screen.number == 9
            await settle(pilot, "left")
            assert view.screen.number == 9
            assert len(view.readable()) == 28


async def test_the_same_answers_get_a_kind_word(catalog: Catalog) -> None:
    """Guards two equal scans: no zeros but a sentence, and a filter that says there is nothing and breaks nothing."""
    app = ComparisonApp(catalog, *scans(THEN, THEN))
    async with app.run_test(size=SMALL) as pilot:
        view = View(app)
        assert "hetzelfde antwoord als toen. Daar is niets mis mee." in view.summary()
        assert "gedicht" not in view.summary()
        await settle(pilot, "right", "down", "end", "7", "pageup")
        assert view.entries() == "Er veranderde niets."
        assert "er veranderde niets" in " ".join(view.plot().split())
        assert view.item() == ""
        await settle(pilot, "right", "down")
        assert len(view.readable()) == 28


async def test_importance_only_is_all_list(catalog: Catalog) -> None:
    """Guards scans without attainment: no quadrant, the reason, and the list with the words."""
    answers: Answers = {n: (1 + n % 4, None) for n in NUMBERS}
    earlier, later = scans(answers, {**answers, 4: (4, None)})
    later = replace(later, assessment=Assessment.IMPORTANCE_ONLY)
    app = ComparisonApp(catalog, earlier, later)
    async with app.run_test(size=SMALL) as pilot:
        view = View(app)
        assert "Geen enkele competentie is op beide schalen te vergelijken" in view.summary()
        assert "Hier is niets te tekenen" in view.plot()
        assert "niet te vergelijken · 29" in view.entries()
        await settle(pilot, "4")
        assert view.item().endswith("Toen: helemaal niet belangrijk Nu: heel erg belangrijk")


async def test_two_empty_scans(catalog: Catalog) -> None:
    """Guards scans without any answer: nothing to compare, and no praise for it."""
    app = ComparisonApp(catalog, *scans({}, {}))
    async with app.run_test(size=SMALL) as pilot:
        assert "Geen enkele competentie" in View(app).summary()
        await settle(pilot, "down", "right", "right", "end")
        assert "niet ingeschat" in View(app).item()


@pytest.mark.parametrize("evil", [HOSTILE, *(text for text in ON_SCREENS if one_line(text))])
@pytest.mark.heavy
async def test_hostile_text_is_shown_as_text(catalog: Catalog, evil: str) -> None:
    """Guards codes and names from a file: markup, newlines and codes stay plain words on one line, and run nothing."""
    then = {7: Rating(Level(4), Level(2), note=evil)}
    now = {7: Rating(Level(4), Level(2), evil, evil)}
    earlier, later = make_scan(evil, then), make_scan(f"{evil}2", now, started=LATER)
    app = ComparisonApp(catalog, earlier, later, [f"Let op: {evil}"])
    async with app.run_test(size=SMALL) as pilot:
        view = View(app)
        await settle(pilot, "7")
        # A long word goes on in the next line, so that blanks tell nothing here.
        assert f"belegdbij{one_line(evil)[:50]}".replace(" ", "") in view.item().replace(" ", "")
        assert trouble(view.item()) == []
        assert "22 november 2026 → 10 juni 2027" in view.screen.query_one(TitleBar).render_line(0).text
        await pilot.click("#comparison-item", offset=(6, 8))
        assert app.is_running


async def test_the_notes_are_said_at_the_start(catalog: Catalog) -> None:
    """Guards that what is odd about the pair is visible in the view too."""
    app = ComparisonApp(catalog, *scans(), ["Let op: [/] de codes verschillen."])
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        assert View(app).summary().endswith("Let op: [/] de codes verschillen.")
        assert not app.screen.query("Toast")


async def test_one_day_is_told_with_the_clock(catalog: Catalog) -> None:
    """Guards two scans of one day: the same date twice would say nothing."""
    earlier, later = make_scan("SL-07", THEN), make_scan("SL-07", NOW, started=STARTED + timedelta(hours=5))
    app = ComparisonApp(catalog, earlier, later)
    async with app.run_test(size=SMALL):
        bar = View(app).screen.query_one(TitleBar).render_line(0).text
        assert "22 november 2026, 10.11 uur → 15.11 uur · SL-07" in bar


async def test_escape_ends_nothing_and_ctrl_q_leaves(catalog: Catalog) -> None:
    """Guards the way out, also after keys that were typed ahead, and that Esc never ends the program."""
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "right", "2", "escape")
        assert app.is_running
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running
    assert not app.return_code


async def test_the_picture_is_readable_without_colour(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards NO_COLOR: brackets, ○, the arrow and the pointer say which item is meant."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=SMALL):
        view = View(app)
        assert app.no_color
        assert "▶[7]" in view.plot() or "▲" in view.plot() or "▼" in view.plot()
        assert "○" in view.plot()
        assert view.pointed().startswith("▸  7→")


@pytest.mark.heavy
async def test_other_sizes_draw_anew(catalog: Catalog) -> None:
    """Guards that every number stays readable at any size that is large enough, and a smaller one is survived."""
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=SMALL) as pilot:
        view = View(app)
        for size in ((120, 40), (97, 31), (200, 60), (30, 8), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            if size[0] >= 80:
                assert len(view.readable()) == 28
                assert view.screen.query_one("#comparison-legend").display == (size[1] >= 34)


@pytest.mark.heavy
async def test_every_key_explains_itself(catalog: Catalog) -> None:
    """Guards that each binding has a description, an id and a tooltip, and that F1 shows them."""
    app = ComparisonApp(catalog, *scans())
    async with app.run_test(size=SMALL) as pilot:
        screen = View(app).screen
        own = [b.binding for b in screen.active_bindings.values() if (b.binding.id or "").startswith("comparison.")]
        assert len(own) == 20
        assert all(binding.description and binding.tooltip and binding.priority for binding in own)
        assert len({binding.id for binding in own}) == len(own)
        told = [text for _, text in screen.key_help()]
        assert "Alles tonen, of alleen wat veranderde" in told
        await settle(pilot, "f1")
        assert isinstance(app.screen, ReadWindow)
        await settle(pilot, "escape", "down")
        assert View(app).screen.number == 8
