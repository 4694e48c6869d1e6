"""The conversation: guide beside the quadrant, agreements, reading over, and nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app_harness import LARGE, SMALL, Laptop, settle
from builders import NUMBERS, make_scan
from zelfscan.domain import Agreement, ConversationPoint, DevelopmentPoint, Scan, agreed_points
from zelfscan.storage import Key, ResultStore, Seal, Signer, is_signed, read_scan
from zelfscan.tui.conversation.guide import ConversationScreen
from zelfscan.tui.conversation.walk import TalkReviewScreen
from zelfscan.tui.conversation.windows import AgreementDialog, StopPicker
from zelfscan.tui.dialogs import ConfirmDialog
from zelfscan.tui.home import HomeScreen
from zelfscan.tui.house_screen import TitleBar
from zelfscan.tui.keeper import Opened
from zelfscan.tui.scan_app import ScanApp
from zelfscan.tui.steps.save import SaveScreen
from zelfscan.tui.widgets.drawing import NumberBoard

ROLE = ("f2", "f2", "f2")
"""From the begin to the leader's own role; the first chosen point comes behind it."""


def result(laptop: Laptop, **changes: object) -> Path:
    """A finished scan with two chosen points, in the folder."""
    scan = make_scan("SL-07", dict.fromkeys(NUMBERS, (3, 3)) | {7: (4, 1), 17: (4, 2), 9: (4, 4)})
    scan = replace(scan, development=(DevelopmentPoint(7, ("sparren",)), DevelopmentPoint(17)), **changes)  # type: ignore[arg-type]
    return ResultStore(laptop.exports).save(scan, laptop.catalog)


def talk(laptop: Laptop, path: Path, *, read_only: bool = False) -> ScanApp:
    """The app on a conversation with a result."""
    setup = laptop.setup(opened=path)
    assert setup.opened is not None
    return ScanApp(setup._replace(opened=Opened(path, setup.opened.scan, for_talk=True, read_only=read_only)))


def answers(scan: Scan) -> object:
    """What the conversation may not change."""
    return scan.ratings, scan.vision, scan.materials, scan.finished, scan.started, scan.id


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.heavy
async def test_a_whole_conversation(laptop: Laptop, size: tuple[int, int]) -> None:
    """Guards the walk: partner, parts 1 and 2, role, the chosen point lit up in the quadrant with its agreement, all of
    it read over, and only then in the result, with the answers as they were.
    """
    path = result(laptop)
    before = read_scan(path, laptop.catalog)
    app = talk(laptop, path)
    async with app.run_test(size=size) as pilot:
        await settle(pilot, *"coach", "f2", *"Meer keuze", "f2", *"Genoeg", "f2", *"Vragen stellen", "f2")
        assert isinstance(app.screen, ConversationScreen)
        assert app.screen.query_one(NumberBoard).current == 7
        await settle(pilot, *"Ik zie", "tab", *"In groep 8", "tab", *"Samen", "f5")
        assert isinstance(app.screen, AgreementDialog)
        await settle(pilot, *"Leerteam", "tab", *"directeur", "tab", *"1-3-2027", "tab", *"Ze delen", "escape", "f8")
        assert isinstance(app.screen, TalkReviewScreen)
        assert read_scan(path, laptop.catalog) == before
        assert "○ Nalezen" in app.screen.query_one(TitleBar).render_line(0).text
        await settle(pilot, "enter")
        assert isinstance(app.screen, SaveScreen)
        assert "● Nalezen" in app.screen.query_one(TitleBar).render_line(0).text
        shown = await settle(pilot, "a")
        assert ".ics" in shown
        await settle(pilot, "enter")
    kept = read_scan(path, laptop.catalog)
    assert answers(kept) == answers(before)
    assert kept.changed is not None
    held = kept.conversation
    assert held is not None
    assert (held.partner, held.vision, held.materials, held.role) == (
        "coach", "Meer keuze", "Genoeg", "Vragen stellen",
    )  # fmt: skip
    assert held.points == (ConversationPoint(7, "Ik zie", "In groep 8", "Samen"),)
    assert kept.development[0] == DevelopmentPoint(
        7, ("sparren",), Agreement("Leerteam", "directeur", date(2027, 3, 1), "Ze delen")
    )
    assert laptop.drafts.all(laptop.catalog).drafts == ()
    assert len(list(laptop.exports.glob("*.ics"))) == 1


async def test_who_only_looked_hears_of_no_draft(laptop: Laptop) -> None:
    """Guards the last line in the window: nothing is said to stand as a draft when nothing was written down, and a
    path with a space can be typed as it is said.
    """
    home = Laptop(laptop.catalog, laptop.home / "mijn map")
    path = result(home)
    app = talk(home, path)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "f2", "f2", "f8", "ctrl+q")
    assert app.farewell() == ""
    app = talk(home, path)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *"coach", "ctrl+q")
    assert app.farewell().endswith(f'zelfscan gesprek "{path}"')


@pytest.mark.heavy
async def test_what_was_said_survives_the_end_of_the_program(laptop: Laptop) -> None:
    """Guards that a conversation that stopped halfway goes on with every word, and that the result waits for a yes."""
    path = result(laptop)
    before = path.read_bytes()
    app = talk(laptop, path)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *ROLE, *"Aanjagen", "f2", "f5", *"Een half")
        # As much as a kill leaves: what was handed to the disk.
        app.keeper.flush()
        [draft] = laptop.drafts.all(laptop.catalog).drafts
        assert draft.conversation is not None
        assert (draft.conversation.role, agreed_points(draft)[0].agreement.step) == ("Aanjagen", "Een half")
        await settle(pilot, "ctrl+q")
    assert "zelfscan gesprek" in app.farewell()
    assert path.read_bytes() == before
    again = talk(laptop, path)
    async with again.run_test(size=SMALL) as pilot:
        await settle(pilot, "f8")
        assert isinstance(again.screen, TalkReviewScreen)
        await settle(pilot, "enter")
    kept = read_scan(path, laptop.catalog)
    assert kept.conversation is not None
    assert kept.conversation.role == "Aanjagen"


@pytest.mark.heavy
async def test_home_goes_on_in_the_conversation(laptop: Laptop) -> None:
    """Guards that a conversation that was not finished is offered as such, goes on in the conversation and not in the
    scan, and after a yes stands in the result that it is about; a draft with other answers goes on in the scan.
    """
    path = result(laptop)
    app = talk(laptop, path)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *ROLE, *"Aanjagen", "ctrl+q")
    again = laptop.app()
    async with again.run_test(size=SMALL) as pilot:
        assert "Verder met SL-07: uw gesprek" in await settle(pilot)
        await settle(pilot, "enter")
        assert isinstance(again.screen, ConversationScreen)
        await settle(pilot, "f8", "enter")
        assert isinstance(again.screen, SaveScreen)
    scan = read_scan(path, laptop.catalog)
    assert scan.conversation is not None
    assert scan.conversation.role == "Aanjagen"
    assert list(laptop.exports.iterdir()) == [path]
    laptop.drafts.save(replace(scan.with_rating(7, scan.rating(9)), finished=None), laptop.catalog)
    other = laptop.app()
    async with other.run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        assert not isinstance(other.screen, ConversationScreen | HomeScreen)


async def test_a_signature_goes_and_the_leader_reads_that_first(laptop: Laptop) -> None:
    """Guards a result that a round signed: the reading over says that a yes takes the signature off, and it does."""
    path = result(laptop)
    signer = Signer.new()
    path.write_bytes(signer.signed(path.read_bytes()))
    assert is_signed(path)
    app = talk(laptop, path)
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, *"coach", "f8")
        assert "vervalt die handtekening" in " ".join(shown.split())
        assert is_signed(path)
        await settle(pilot, "enter")
        assert isinstance(app.screen, SaveScreen)
    assert not is_signed(path)
    kept = read_scan(path, laptop.catalog)
    assert kept.conversation is not None
    again = talk(laptop, path)
    async with again.run_test(size=SMALL) as pilot:
        assert "handtekening" not in await settle(pilot, "f8")


async def test_answers_in_a_draft_stop_a_conversation(laptop: Laptop) -> None:
    """Guards that a conversation never writes over a draft with other answers: home shows it instead."""
    path = result(laptop)
    scan = read_scan(path, laptop.catalog)
    laptop.drafts.save(replace(scan.with_rating(7, scan.rating(9)), finished=None), laptop.catalog)
    app = talk(laptop, path)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
    [draft] = laptop.drafts.all(laptop.catalog).drafts
    assert draft.rating(7) == scan.rating(9)


async def test_the_trail_calls_the_parts_as_the_scan_does(laptop: Laptop) -> None:
    """Guards that a part has one name, the instrument's, in the wide trail as well, and that items have numbers."""
    app = talk(laptop, result(laptop))
    async with app.run_test(size=(160, 50)) as pilot:
        await settle(pilot)
        assert "○ Begin ○ Ambitie ○ Leermiddelen ○ Uw rol ○ 7 " in str(
            app.screen.query_one(TitleBar).render_line(0).text
        )


@pytest.mark.heavy
async def test_any_order_and_a_point_made_on_the_way(laptop: Laptop) -> None:
    """Guards that one may go to any item, that an agreement there asks to make it a point first, and that a fourth
    point is refused with a word.
    """
    path = result(laptop)
    app = talk(laptop, path)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "f6")
        assert isinstance(app.screen, StopPicker)
        await pilot.click("#stop-stay")
        await settle(pilot)
        assert isinstance(app.screen, ConversationScreen)
        await settle(pilot, "f6", "end", "enter")
        assert isinstance(app.screen, ConversationScreen)
        last = app.screen.number
        await settle(pilot, "f5")
        assert isinstance(app.screen, ConfirmDialog)
        await settle(pilot, "enter")
        assert isinstance(app.screen, AgreementDialog)
        await settle(pilot, "escape")
        assert [point.competency for point in app.screen.scan.development] == [7, 17, last]
        await settle(pilot, "escape", "f6", "end", "up", "enter")
        shown = await settle(pilot, "f3")
        assert "al drie ontwikkelpunten" in shown
        # Esc goes back the way one came.
        await settle(pilot, "escape", "escape")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.heavy
async def test_words_in_the_place_of_a_date_are_kept_as_they_are_typed(laptop: Laptop) -> None:
    """Guards Ctrl+Q, or the end of the program, in the middle of an agreement: 'after the holidays' is no date, and is
    not lost for that; once it is one, nothing of the words is left.
    """
    app = talk(laptop, result(laptop))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *ROLE, "f2", "f5", *"Leerteam", "tab", "tab", *"na de vakantie")
        assert isinstance(app.screen, AgreementDialog)
        [draft] = laptop.drafts.all(laptop.catalog).drafts
        assert draft.development[0].agreement == Agreement("Leerteam\nWanneer: na de vakantie")
        await settle(pilot, *["backspace"] * 20, *"1-3-2027", "escape")
        [draft] = laptop.drafts.all(laptop.catalog).drafts
        assert draft.development[0].agreement == Agreement("Leerteam", "", date(2027, 3, 1))


@pytest.mark.heavy
async def test_esc_leads_back_from_the_quadrant_to_the_question(laptop: Laptop) -> None:
    """Guards that Esc in a narrow window closes the quadrant before it goes back to an earlier point."""
    app = talk(laptop, result(laptop))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, "f2", "f2", "f7")
        screen = app.screen
        await settle(pilot, "escape")
        assert app.screen is screen
        assert not screen.has_class("-looking")
        await settle(pilot, "escape")
        assert app.screen is not screen


@pytest.mark.heavy
async def test_a_date_that_is_none_is_asked_about_and_not_lost(laptop: Laptop) -> None:
    """Guards that words in the place of a date are told of once, and go behind the step when they are left there."""
    path = result(laptop)
    app = talk(laptop, path)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *ROLE, "f2", "f5", *"Stap", "tab", "tab", *"zodra het kan")
        shown = await settle(pilot, "escape")
        assert "geen datum" in shown
        await settle(pilot, "escape")
        assert isinstance(app.screen, ConversationScreen)
        agreed = agreed_points(app.screen.scan)[0].agreement
        assert (agreed.step, agreed.when) == ("Stap\nWanneer: zodra het kan", None)


async def test_home_leads_to_a_conversation(laptop: Laptop) -> None:
    """Guards the button below 'Uw scans', and the way back by Esc."""
    result(laptop)
    app = laptop.app()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.screen.set_focus(app.screen.query_one("#talk"))
        await settle(pilot, "enter")
        assert isinstance(app.screen, ConversationScreen)
        await settle(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
    assert laptop.drafts.all(laptop.catalog).drafts == ()


@pytest.mark.heavy
async def test_a_sealed_result_without_recipients_is_only_read(laptop: Laptop) -> None:
    """Guards that nothing is written, also no draft, where not everybody would be able to read it."""
    path = result(laptop)
    before = path.read_bytes()
    app = talk(laptop, path, read_only=True)
    async with app.run_test(size=SMALL) as pilot:
        shown = await settle(pilot, *ROLE, *"weg", "f2", "f5")
        assert "Alleen lezen: dit is verzegeld. Schrijven kan met --ontvanger." in shown
        assert isinstance(app.screen, ConversationScreen)
        await settle(pilot, "f8", "enter")
        assert isinstance(app.screen, TalkReviewScreen)
    assert path.read_bytes() == before
    assert laptop.drafts.all(laptop.catalog).drafts == ()


@pytest.mark.heavy
async def test_a_sealed_conversation_stays_sealed(laptop: Laptop) -> None:
    """Guards that a sealed result and its draft are never open on the disk on the way."""
    key = Key.new()
    seal = Seal((key.recipient,), key)
    scan = read_scan(result(laptop), laptop.catalog)
    store = ResultStore(laptop.home / "dicht", seal)
    path = store.save(scan, laptop.catalog)
    setup = laptop.setup()
    setup = setup._replace(results=store, drafts=replace(setup.drafts, seal=seal))
    app = ScanApp(setup._replace(opened=Opened(path, scan, for_talk=True)))
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot, *ROLE, *"Geheim")
        app.keeper.flush()
        found = [
            file.read_bytes() for file in laptop.home.rglob("*") if file.is_file() and file.parent != laptop.exports
        ]
        assert not any(b"Geheim" in data for data in found)
        shown = await settle(pilot, "f8", "enter")
        assert "In mijn agenda" not in shown
        # The key is in use on this computer.
        assert "kan niemand ze lezen" not in " ".join(shown.split())
        assert "Wie de sleutel heeft" in " ".join(shown.split())
    assert b"Geheim" not in path.read_bytes()
    kept = read_scan(path, laptop.catalog, key)
    assert kept.conversation is not None
    assert kept.conversation.role == "Geheim"
