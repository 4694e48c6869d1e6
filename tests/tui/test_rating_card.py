"""The rating card and the small quadrant beside it, painted without a screen around them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from app_harness import StepHost, settle
from builders import NUMBERS, make_scan
from zelfscan.domain import Catalog, Level, Position, ScaleName, Vision
from zelfscan.tui.steps.ratings import RatingScreen
from zelfscan.tui.widgets.rating_card import MiniQuadrant, RatingCard, cut
from zelfscan.tui.widgets.rating_scale import ANSWERS, Asked, Pieces, line_rows, tile_rows, tile_widths, word_rows

WIDTHS = range(78, 101)
SCALES = (ScaleName.IMPORTANCE, ScaleName.ATTAINMENT)


def texts(rows: list[Pieces]) -> list[str]:
    """The rows without their styles."""
    return ["".join(text for text, _ in row) for row in rows]


@pytest.mark.parametrize("name", SCALES)
def test_tiles_are_equal_and_whole_at_every_width(catalog: Catalog, name: ScaleName) -> None:
    """Guards that the four tiles are equally wide, that none sticks out, and that no word is cut off in a tile, on one
    line and in a frame.
    """
    scale = catalog.scale(name)
    scales = tuple(catalog.scale(one) for one in SCALES)
    for width in WIDTHS:
        asked = Asked(name, scale, answer=2, cursor=0, current=True)
        framed = texts(list(tile_rows(asked, word_rows(scales, width), width)))
        assert {cell_len(row) for row in framed} == {width}
        *levels, _ = tile_widths(width)
        assert len(set(levels)) == 1
        said = " ".join(" ".join(row[1 : levels[0] - 1] for row in framed).split())
        assert "helemaal niet" in said
        on_lines = texts(list(line_rows(asked, scales, width)))
        assert max(map(cell_len, on_lines)) <= width
        joined = " ".join(on_lines)
        assert all(word in joined for word in (*scale.levels, "weet ik niet", "▸0", "2 ◉"))


def test_what_was_chosen_and_pointed_at_shows_without_colour(catalog: Catalog) -> None:
    """Guards the signs of a tile: a thick frame and a filled circle for the answer, a pointer for what is pointed at,
    and a fill for each level.
    """
    asked = Asked(ScaleName.IMPORTANCE, catalog.importance, answer=4, cursor=1, current=True)
    rows = texts(list(tile_rows(asked, 1, 100)))
    assert all(sign in rows[0] for sign in ("┏▸1 ━", "┏ 4 ◉ ━", "┌ 0 ─"))
    assert all(fill in rows[2] for fill in ("░░", "▒▒", "▓▓", "██"))


def test_a_long_text_is_cut_by_cells() -> None:
    """Guards that a text of wide signs takes no more room than a frame has, and says that it goes on."""
    assert cut("kort", 10) == "kort"
    assert cell_len(cut("学校" * 40, 21)) <= 21
    assert cut("een twee drie vier", 10).endswith("…")


@pytest.mark.heavy
@pytest.mark.parametrize("size", [(80, 24), (80, 34), (100, 30), (120, 40), (160, 50)])
async def test_every_tile_can_be_clicked(catalog: Catalog, size: tuple[int, int]) -> None:
    """Guards that a click on a tile gives the answer that stands in it, on both scales and at every size."""
    for place, name in enumerate(SCALES):
        for answer in ANSWERS:
            app = StepHost(RatingScreen, catalog, make_scan(draft=True))
            async with app.run_test(size=size) as pilot:
                await settle(pilot)
                card = app.step.query_one(RatingCard)
                rows = texts([tuple(row) for row in card.lines(card.content_size)])
                top = next(row for row, text in enumerate(rows) if catalog.scale(name).question in text)
                row, column = next(
                    (number, text.index(f"{answer} "))
                    for number, text in enumerate(rows)
                    if number > top and f" {answer} " in text
                )
                await pilot.click(RatingCard, offset=(column + 1, row))
                await settle(pilot)
            [scan] = app.edited
            rating = scan.rating(1)
            assert (int(rating.level(name) or 0), rating.is_open(name)) == (answer, False)
            assert rating.is_open(SCALES[1 - place])


async def test_each_number_drops_into_the_small_quadrant(catalog: Catalog) -> None:
    """Guards that a number stands in the small quadrant as soon as both answers are there, that 'weet ik niet' has no
    place in it, and that the quadrant stands in a wide window only.
    """
    app = StepHost(RatingScreen, catalog, make_scan(draft=True))
    async with app.run_test(size=(120, 40)) as pilot:
        assert "0 van 29 geplaatst" in await settle(pilot, "4")
        assert "1 van 29 geplaatst" in await settle(pilot, "1")
        assert "1 van 29 geplaatst" in await settle(pilot, "4", "0")
        assert "2 van 29 geplaatst" in await settle(pilot, "1", "4")
        await pilot.resize_terminal(119, 40)
        assert "geplaatst" not in await settle(pilot)


@pytest.mark.parametrize(
    ("ambition", "note", "told"),
    [
        (None, "", "Uw ambitie: niet ingevuld"),
        (Position(differentiation=Level.FOUR, self_direction=Level.THREE), "", "Uw ambitie: gepersonaliseerd leren"),
        (Position(differentiation=Level.FOUR, self_direction=Level.THREE), "Meer keuze", "Uw ambitie: Meer keuze"),
    ],
)
async def test_the_card_tells_the_ambition_as_far_as_it_was_given(
    catalog: Catalog, ambition: Position | None, note: str, told: str
) -> None:
    """Guards that an ambition that was placed without words is not called 'niet ingevuld'."""
    scan = replace(make_scan(draft=True), vision=Vision(ambition=ambition, ambition_note=note))
    app = StepHost(RatingScreen, catalog, scan)
    async with app.run_test(size=(80, 24)) as pilot:
        assert told in await settle(pilot)


async def test_a_full_cell_counts_what_it_cannot_show(catalog: Catalog) -> None:
    """Guards that the small quadrant never leaves numbers out in silence."""
    scan = make_scan(ratings=dict.fromkeys(NUMBERS, (4, 4)), draft=True)
    app = StepHost(RatingScreen, catalog, scan)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        quadrant = app.step.query_one(MiniQuadrant)
        rows = texts([tuple(row) for row in quadrant.lines(quadrant.content_size)])
    shown = " ".join(rows[1:-4]).split()
    [more] = [int(text) for text in shown if text.startswith("+")]
    assert more + sum(text.isdigit() for text in shown) == len(NUMBERS)
    assert "29 van 29 geplaatst" in rows[-1]


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
@pytest.mark.heavy
async def test_nothing_moves_from_one_item_to_the_next(catalog: Catalog, size: tuple[int, int]) -> None:
    """Guards that the questions stand in the same place for all items, whatever was added to them, so that the eye and
    the mouse can stay where they are; and that the last line of the card is there.
    """
    scan = make_scan(draft=True)
    for number in NUMBERS[::3]:
        rating = replace(scan.rating(number), importance=Level.ONE, delegated_to="ict-coach", note="n")
        scan = scan.with_rating(number, rating)
    app = StepHost(RatingScreen, catalog, scan)
    places = set()
    async with app.run_test(size=size) as pilot:
        await settle(pilot, *["up"] * 9)
        card = app.step.query_one(RatingCard)
        for number in NUMBERS:
            rows = texts([tuple(row) for row in card.lines(card.content_size)])
            assert len(rows) == card.content_size.height
            assert max(map(cell_len, rows)) <= card.content_size.width
            places.add(next(place for place, row in enumerate(rows) if catalog.attainment.question in row))
            if number < NUMBERS[-1]:
                await settle(pilot, "down", "down")
    assert len(places) == 1
