"""The step in which a leader chooses development points."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.binding import Binding
from textual.geometry import Offset
from textual.pilot import Pilot

from app_harness import StepHost
from builders import make_rating, make_scan, plain_catalog
from zelfscan.domain import Assessment, Catalog, DevelopmentPoint, Rating, Scan
from zelfscan.tui.steps import Move
from zelfscan.tui.steps.development import DevelopmentScreen, SupportDialog
from zelfscan.tui.widgets.gap_list import (
    ALSO_CHOSEN,
    UNRATED,
    Basis,
    basis,
    chosen_lines,
    explanation,
    gap_item_lines,
    gap_lines,
    groups,
)

HOSTILE = "Jan [b]'\"\\ [/] [@click=app.quit]weg\nen [de rest]"
RATINGS: Mapping[int, tuple[int | None, int | None]] = {
    2: (4, 1), 4: (4, 2), 7: (4, 2), 9: (3, 1), 12: (4, 3), 16: (3, 3), 20: (2, 4),
}  # fmt: skip
NUMBERS = tuple(range(1, 30))
CATALOG = plain_catalog()


@asynccontextmanager
async def running(
    catalog: Catalog, scan: Scan, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[StepHost, DevelopmentScreen, Pilot[int]]]:
    """The step on a screen of its own."""
    app = StepHost(DevelopmentScreen, catalog, scan)
    screen = app.step
    assert isinstance(screen, DevelopmentScreen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, screen, pilot


def numbers_of(points: tuple[DevelopmentPoint, ...]) -> list[int]:
    return [point.competency for point in points]


def seen(screen: DevelopmentScreen) -> str:
    """The texts of the step, line by line."""
    views = (screen.items, screen.detail, screen.chosen)
    return "\n".join([str(screen.intro.content), *(item.text for view in views for item in view.sheet.lines)])


async def click_item(screen: DevelopmentScreen, pilot: Pilot[int], number: int) -> None:
    """Click the line of one item, wherever it stands."""
    row = [item.key for item in screen.items.sheet.lines].index(str(number))
    await pilot.click(screen.items.sheet, offset=(8, row))
    await pilot.pause()


def test_gaps_stand_under_their_words() -> None:
    """Only positive gaps, the largest weighted gap first, and equals under one heading with one rank."""
    found = groups(CATALOG, make_scan(ratings=RATINGS), everything=False)
    assert [(group.heading, [(row.rank, row.competency) for row in group.rows]) for group in found] == [
        ("heel erg belangrijk, helemaal niet van toepassing", [("1", 2)]),
        ("heel erg belangrijk, niet echt van toepassing", [("2=", 4), ("2=", 7)]),
        ("redelijk belangrijk, helemaal niet van toepassing", [("4", 9)]),
        ("heel erg belangrijk, in redelijke mate van toepassing", [("5", 12)]),
    ]


def test_everything_lists_every_item_once() -> None:
    """The whole list has all items: no gap, a surplus, and what was not rated (without a rank)."""
    found = groups(CATALOG, make_scan(ratings=RATINGS), everything=True)
    rows = [row for group in found for row in group.rows]
    assert sorted(row.competency for row in rows) == list(NUMBERS)
    assert [group.heading for group in found][-3:] == [
        "geen verschil tussen het belang en de mate van toepassing", "meer van toepassing dan belangrijk", UNRATED,
    ]  # fmt: skip
    assert {row.rank for row in found[-1].rows} == {""}


def test_a_chosen_item_without_gap_stays_in_sight() -> None:
    """What was chosen from the whole list does not vanish from the short one."""
    scan = replace(make_scan(ratings=RATINGS), development=(DevelopmentPoint(16),))
    found = groups(CATALOG, scan, everything=False)
    assert (found[-1].heading, [row.competency for row in found[-1].rows]) == (ALSO_CHOSEN, [16])


def test_absent_attainment_stands_apart() -> None:
    """In a full scan an item without attainment has no rank: it cannot be compared with a gap."""
    scan = make_scan(ratings={**RATINGS, 1: (4, None), 3: (1, None)})
    found = groups(CATALOG, scan, everything=False)
    assert [(row.rank, row.competency) for row in found[-1].rows] == [("", 1)]
    assert "van toepassing niet ingevuld" in found[-1].heading
    assert "alleen het belang" in explanation(CATALOG, scan)
    assert "alleen het belang" not in explanation(CATALOG, make_scan(ratings=RATINGS))


def test_importance_only_ranks_importance() -> None:
    """Without attainment what matters most comes first, with ties, and the text says why."""
    scan = make_scan(
        ratings={1: (4, None), 2: (4, None), 3: (3, None), 4: (1, None)}, assessment=Assessment.IMPORTANCE_ONLY
    )
    found = groups(CATALOG, scan, everything=False)
    assert [(group.heading, [(row.rank, row.competency) for row in group.rows]) for group in found] == [
        ("heel erg belangrijk", [("1=", 1), ("1=", 2)]),
        ("redelijk belangrijk", [("3", 3)]),
    ]
    assert "alleen het belang aangegeven" in explanation(CATALOG, scan)


def test_low_importance_only_still_shows_what_matters_most() -> None:
    """A leader who finds nothing of much importance does not get an empty list."""
    scan = make_scan(ratings={1: (2, None)}, assessment=Assessment.IMPORTANCE_ONLY)
    assert [row.competency for group in groups(CATALOG, scan, everything=False) for row in group.rows] == [1]


@pytest.mark.parametrize(
    ("ratings", "expected", "words"),
    [({1: (3, 3), 2: (1, 4)}, Basis.NO_POSITIVE_GAPS, "Nergens blijft"), ({}, Basis.NOTHING, "nog niet aangegeven")],
)
def test_without_gaps_all_items_are_offered(
    ratings: Mapping[int, tuple[int | None, int | None]], expected: Basis, words: str
) -> None:
    """No gaps, or no answers at all: said kindly, and everything can be chosen."""
    scan = make_scan(ratings=ratings)
    assert basis(scan, NUMBERS) is expected
    assert words in explanation(CATALOG, scan)
    assert sum(len(group.rows) for group in groups(CATALOG, scan, everything=False)) == len(NUMBERS)


async def test_statements_are_complete(catalog: Catalog) -> None:
    """At the smallest size every statement can be read in full without scrolling."""
    async with running(catalog, make_scan()) as (_, screen, _pilot):
        view = screen.detail
        for number in catalog.numbers:
            shown = gap_item_lines(catalog, screen.scan, number, view.room)[: view.scrollable_content_region.height]
            assert catalog.competency(number).statement in " ".join(item.text for item in shown)


def test_hostile_text_is_folded_and_literal(catalog: Catalog) -> None:
    """What a person typed stands there as typed, on one line."""
    scan = make_scan(ratings={2: Rating(delegated_to=HOSTILE, note="a\n[/]b")})
    row = next(item for item in gap_lines(groups(CATALOG, scan, everything=True), catalog, scan) if item.key == "2")
    assert row.text.endswith("belegd bij Jan [b]'\"\\ [/] [@click=app.quit]weg en [de rest]")
    assert "Notitie: a [/]b" in "\n".join(item.text for item in gap_item_lines(catalog, scan, 2, 200))


def test_support_in_the_list_of_choices(catalog: Catalog) -> None:
    """The chosen points show their order and the support wanted; compact takes one line each."""
    points = (DevelopmentPoint(7, ("uitwisseling", "schoolbezoek")), DevelopmentPoint(2))
    compact = [item.text for item in chosen_lines(catalog, points, 80, compact=True)]
    assert compact[0] == "1e Kennis ontwikkelen en delen (7): uitwisseling met andere scholen en schoolbezoek"
    assert compact[1].startswith("2e Lerende cultuur (2): nog geen ondersteuning")
    assert len(chosen_lines(catalog, points, 80, compact=False)) == 4


async def test_picking_keeps_the_order(catalog: Catalog) -> None:
    """Points stand in the order of picking, with the support that was chosen for each."""
    async with running(catalog, make_scan(ratings=RATINGS)) as (app, screen, pilot):
        await pilot.press("down", "down", "space", "space", "enter", "up", "space", "down", "space", "enter")
        assert app.points == (DevelopmentPoint(7, ("uitwisseling",)), DevelopmentPoint(4, ("sparren",)))
        assert app.edited[-1] == screen.scan
        await pilot.pause()
        assert "2=     2e     4 " in seen(screen)
        assert "2=     1e     7 " in seen(screen)


async def test_a_fourth_is_refused(catalog: Catalog) -> None:
    """The fourth changes nothing and gives a notice."""
    three = tuple(DevelopmentPoint(number) for number in (12, 9, 7))
    scan = replace(make_scan(ratings=RATINGS), development=three)
    async with running(catalog, scan) as (app, screen, pilot):
        await pilot.press("space")
        assert app.points == three
        assert app.edited == []
        assert app.screen is screen
        assert "al drie ontwikkelpunten" in seen(screen)


async def test_unpicking_and_support_that_comes_back(catalog: Catalog) -> None:
    """The same key takes a point away; picked again, it has its support again."""
    points = (DevelopmentPoint(2, ("expert",)), DevelopmentPoint(4, ("tijd",)))
    async with running(catalog, replace(make_scan(ratings=RATINGS), development=points)) as (app, _, pilot):
        await pilot.press("space")
        assert numbers_of(app.points) == [4]
        await pilot.press("space", "escape")
        assert app.points == (DevelopmentPoint(4, ("tijd",)), DevelopmentPoint(2, ("expert",)))


async def test_enter_never_takes_a_point_away(catalog: Catalog) -> None:
    """Guards that Enter goes on, and that who presses it to go on loses no point."""
    async with running(catalog, make_scan(ratings=RATINGS)) as (app, screen, pilot):
        await pilot.press("space", "enter")
        assert app.screen_stack[-1] is screen
        await pilot.press("enter")
        assert app.results == [Move.NEXT]
        assert numbers_of(app.points) == [2]


async def test_support_again(catalog: Catalog) -> None:
    """`o` opens the support of a point, and Esc keeps what was ticked; on an item that was not picked it says what to
    do."""
    points = (DevelopmentPoint(2, ("expert",)),)
    async with running(catalog, replace(make_scan(ratings=RATINGS), development=points)) as (app, screen, pilot):
        await pilot.press("o")
        assert app.screen is not screen
        await pilot.press("space", "down", "space", "enter")
        assert app.points == (DevelopmentPoint(2, ("op-de-hoogte",)),)
        await pilot.press("o", "space", "escape")
        assert app.points == (DevelopmentPoint(2, ()),)
        await pilot.press("down", "o")
        assert app.screen is screen
        assert "Kies eerst" in seen(screen)


async def test_all_items_can_be_picked(catalog: Catalog) -> None:
    """`a` shows every item; the last one has no gap at all and can be picked."""
    async with running(catalog, make_scan(ratings=RATINGS)) as (app, screen, pilot):
        assert len(screen.items.keys) == 5
        await pilot.press("a", "end", "space", "escape")
        assert len(screen.items.keys) == 29
        assert numbers_of(app.points) == [29]
        await pilot.press("a")
        assert screen.items.keys[-1] == "29"


async def test_the_whole_list_needs_no_key_without_gaps(catalog: Catalog) -> None:
    """Without gaps everything is there already, so `a` is not offered."""
    async with running(catalog, make_scan(ratings={1: (3, 3)})) as (_, screen, pilot):
        assert len(screen.items.keys) == 29
        assert "a" not in screen.active_bindings
        await pilot.press("a", "enter")


async def test_leaving(catalog: Catalog) -> None:
    """Enter goes on, Esc goes back, and neither changes the scan."""
    for key, move in (("enter", Move.NEXT), ("escape", Move.BACK)):
        async with running(catalog, make_scan(ratings=RATINGS)) as (app, _, pilot):
            await pilot.press(key)
            assert app.results == [move]
            assert app.edited == []


async def test_the_pointed_item_is_read_in_full(catalog: Catalog) -> None:
    """The statement and the answers of the item that is pointed at are on the screen."""
    async with running(catalog, make_scan(ratings=RATINGS)) as (_, screen, pilot):
        await pilot.press("down", "down", "down", "pagedown", "pageup")
        await pilot.pause()
        assert catalog.competency(9).statement in seen(screen)
        assert "Uw antwoord: redelijk belangrijk, helemaal niet van toepassing." in seen(screen)


async def test_a_note_is_read_without_scrolling_where_there_is_room(catalog: Catalog) -> None:
    """Guards that what is told of an item takes the room that is there, and leaves the chosen points in sight."""
    noted = replace(make_rating(4, 1), note="Het team kent één strategie goed. Samen een tweede proberen. " * 3)
    async with running(catalog, make_scan(ratings={**RATINGS, 17: noted}), (120, 40)) as (_, screen, pilot):
        for number in ("2", "17"):
            screen.items.pointed = number
            await pilot.pause()
            assert screen.detail.max_scroll_y == 0
        assert "Samen een tweede proberen." in seen(screen)
        assert screen.chosen.size.height > 5


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_mouse_only(catalog: Catalog, size: tuple[int, int]) -> None:
    """Pick, choose support, point, take away and go on without a key."""
    async with running(catalog, make_scan(ratings=RATINGS), size) as (app, screen, pilot):
        await click_item(screen, pilot, 4)
        dialog = app.screen
        assert isinstance(dialog, SupportDialog)
        await pilot.click(dialog.choices, offset=(5, 2))
        await pilot.click("#support-keep")
        assert app.points == (DevelopmentPoint(4, ("schoolbezoek",)),)
        await pilot.hover(screen.items.sheet, offset=(8, 1))
        await pilot.pause()
        assert screen.number == 2
        await click_item(screen, pilot, 4)
        assert numbers_of(app.points) == []
        if size[0] > 80:
            await pilot.click("#development-toggle")
            await pilot.pause()
            assert len(screen.items.keys) == 29
            await pilot.click("#development-next")
        else:
            footer = next(key for key in screen.query("FooterKey") if "Verder" in str(key.render()))
            await pilot.click(offset=Offset(footer.region.x + 1, footer.region.y))
        assert app.results == [Move.NEXT]


async def test_hostile_text_on_the_screen(catalog: Catalog) -> None:
    """Markup and newlines that a person typed neither break the step nor run anything."""
    ratings = {**RATINGS, 2: (4, 1)}
    scan = make_scan(ratings=ratings, delegated={2: HOSTILE, 9: "[/]" * 100})
    async with running(catalog, scan) as (app, screen, pilot):
        await pilot.press("end", "home", "space", "escape")
        assert "[@click=app.quit]weg en [de rest]" in seen(screen)
        assert numbers_of(app.points) == [2]


async def test_help_knows_the_keys(catalog: Catalog) -> None:
    """Every key of the step is explained, and every explanation has an id to change the key by."""
    async with running(catalog, make_scan(ratings=RATINGS)) as (_, screen, _pilot):
        explained = {explanation for _, explanation in screen.key_help()}
        for binding in DevelopmentScreen.BINDINGS:
            assert isinstance(binding, Binding)
            assert (binding.id or "").startswith("development.")
            assert binding.priority
            if binding.action != "show_all(False)":
                assert binding.tooltip in explained
