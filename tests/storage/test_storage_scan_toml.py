"""The result file: what goes in comes out, and nothing else gets in."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zelfscan
from builders import make_scan
from result_file import FULL
from strategies import scans
from zelfscan.domain import (
    Agreement,
    Catalog,
    Conversation,
    ConversationPoint,
    DevelopmentPoint,
    Level,
    LookBack,
    Materials,
    Outcome,
    Position,
    Rating,
    ScaleName,
    Scan,
    Vision,
    needs,
    suggest,
)
from zelfscan.errors import ZelfscanError
from zelfscan.storage.result_reader import loads, parse_toml, read_scan
from zelfscan.storage.result_writer import dumps

TOLD = "Twee collega's vertellen erover."


def laid_out(text: str) -> str:
    """A file as in the documentation, laid out as tomli-w does: a blank in moments, an item per line in lists."""
    text = re.sub(r"(-\d\d)T(\d\d:)", r"\1 \2", text)
    return re.sub(r"\[([^\[\]\n=]+)\]$", _item_per_line, text, flags=re.MULTILINE)


def _item_per_line(found: re.Match[str]) -> str:
    if found.string[found.start() - 2 : found.start()] != "= ":
        return found[0]
    return "[\n" + "".join(f"    {item},\n" for item in found[1].split(", ")) + "]"


@given(data=st.data())
def test_every_scan_survives_the_round_trip(catalog: Catalog, data: st.DataObject) -> None:
    """Quotes, backslashes, markup, emoji, control characters and both kinds of line end come back as they went in."""
    scan = data.draw(scans(catalog))
    written = dumps(scan, catalog)

    assert loads(written, catalog, "x.toml") == scan
    assert b"\r" not in written
    assert dumps(loads(written, catalog, "x.toml"), catalog) == written


@given(data=st.data())
def test_what_is_written_is_the_same_to_every_reader(catalog: Catalog, data: st.DataObject) -> None:
    """Guards that another reader of TOML, of another version of it, finds the same data in the same order."""
    written = dumps(data.draw(scans(catalog)), catalog)
    raw, other = parse_toml(written), tomllib.loads(written.decode())

    assert raw == other
    assert json.dumps(raw, default=str) == json.dumps(other, default=str)


@given(data=st.data())
def test_what_is_known_of_the_file_before_changes_nothing(catalog: Catalog, data: st.DataObject) -> None:
    """Guards the draft that is written at every answer: with the tables of the time before it is the same file, and
    of the time before nothing is held on to."""
    known: dict[str, str] = {}
    for scan in data.draw(st.lists(scans(catalog), min_size=1, max_size=3)):
        assert dumps(scan, catalog, known) == dumps(scan, catalog)
        once: dict[str, str] = {}
        dumps(scan, catalog, once)
        assert known == once


def test_the_file_has_the_documented_form(catalog: Catalog) -> None:
    """Keys, order and layout are what others rely on; the derived topics follow at the end."""
    scan = loads(FULL.encode(), catalog, "x.toml")
    written = dumps(scan, catalog).decode()
    best = suggest(catalog, needs(scan, catalog.numbers))[0]

    assert [line for line in written.splitlines() if line.startswith("[")][:-2] == [
        line for line in FULL.splitlines() if line.startswith("[")
    ]
    assert written.startswith(laid_out(FULL) + "\n[[onderwerpen]]\n")
    assert tomllib.loads(written)["onderwerpen"][0] == {
        "id": best.topic.id,
        "titel": best.topic.title,
        "competenties": [7],
        "score": best.score,
    }


def test_every_key_lands_in_its_place(catalog: Catalog) -> None:
    """A file written by hand from the documentation gives the scan that it describes."""
    zone = timezone(timedelta(hours=1))
    scan = loads(FULL.encode(), catalog, "x.toml")

    assert scan.started == datetime(2026, 11, 22, 10, 3, 11, tzinfo=zone)
    assert scan.finished == datetime(2026, 11, 22, 10, 11, 40, tzinfo=zone)
    assert (scan.participant, scan.school, scan.round_name) == ("SL-07", "", "najaar-2026")
    assert scan.vision == Vision(
        Position(differentiation=Level.TWO, self_direction=Level.ONE),
        Position(differentiation=Level.THREE, self_direction=Level.THREE),
        "Meer eigen keuzes.",
        "Nog vooral klassikaal.",
    )
    assert scan.materials == Materials("Snappet", "Tempo", "Scherm")
    assert scan.ratings == {
        7: Rating(Level.FOUR, Level.TWO, "ict-coördinator", "Met het team."),
        9: Rating(Level.THREE, no_judgement=frozenset({ScaleName.ATTAINMENT})),
    }
    assert isinstance(scan.rating(7).importance, Level)
    agreed = Agreement("Samen een les kijken.", "intern begeleider", date(2027, 3, 1), TOLD)
    assert scan.development == (DevelopmentPoint(7, ("sparren", "schoolbezoek"), agreed),)
    assert scan.agenda == ("2.3", "1.4")
    assert scan.conversation == Conversation(
        held=date(2026, 12, 3),
        partner="bestuurder",
        vision="Eerst de onderbouw.",
        materials="Een ander pakket.",
        role="Meer vragen stellen.",
        points=(ConversationPoint(7, "Dat er veel gebeurt.", "De studiedag.", "Vaker doen."),),
    )
    earlier = UUID("0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d50")
    assert scan.look_back == (LookBack(2, earlier, Outcome.PARTLY, "Het team is gegroeid."),)
    assert (scan.exchange, scan.exchange_only, scan.share_words) == ("Bel mij.", (7, 2), True)
    assert (scan.changed, scan.made_up) == (datetime(2026, 12, 3, 10, tzinfo=zone), False)


def test_what_is_optional_in_a_conversation_and_its_kin(catalog: Catalog) -> None:
    """Guards that only what makes a table one has to stand in it, and that an example says so."""
    text = FULL.partition("[agenda]")[0].replace("[deelnemer]", "voorbeeld = true\n[deelnemer]")
    text += "[gesprek]\ndatum = 2026-12-03\n[uitwisseling]\ncontact = ''\ncompetenties = []\n[toestemming]\n"
    scan = loads(text.encode(), catalog, "x.toml")

    assert scan.conversation == Conversation(held=date(2026, 12, 3))
    assert (scan.exchange, scan.exchange_only, scan.share_words, scan.made_up) == ("", (), False, True)
    assert loads(dumps(scan, catalog), catalog, "x.toml") == scan


def test_what_was_not_answered_is_left_out(catalog: Catalog) -> None:
    """A fresh draft holds no empty tables and no zeros; it says which program wrote it."""
    scan = replace(make_scan("SL-07", draft=True), program="")
    raw = tomllib.loads(dumps(scan, catalog).decode())

    assert list(raw) == ["schema", "scan", "deelnemer"]
    assert "afgerond" not in raw["scan"]
    assert raw["scan"]["programma"] == f"zelfscan {zelfscan.__version__}"
    assert raw["deelnemer"]["school"] == ""


def test_topics_are_written_of_what_counts(catalog: Catalog) -> None:
    """A chosen point counts without a gap too; an item that was not chosen and has none asks for no conversation."""
    scan = make_scan("SL-07", {7: (2, 4)})
    assert "onderwerpen" not in tomllib.loads(dumps(scan, catalog).decode())
    chosen = replace(scan, development=(DevelopmentPoint(7),))
    assert tomllib.loads(dumps(chosen, catalog).decode())["onderwerpen"][0]["id"] == "2.3"
    # A draft is written at every key, and read by nobody but the program.
    assert "onderwerpen" not in tomllib.loads(dumps(replace(chosen, finished=None), catalog).decode())


def test_the_written_topics_are_ignored_on_reading(catalog: Catalog) -> None:
    """They are derived: whatever an older or newer program wrote there does not matter, if they are tables."""
    scan = make_scan("SL-07")
    extra = b'\n[[onderwerpen]]\nanders = ["x", 1]\n'

    assert loads(dumps(scan, catalog) + extra, catalog, "x.toml") == scan
    with pytest.raises(ZelfscanError, match="onderwerpen: verwacht een lijst, maar er staat 3"):
        loads(b"onderwerpen = 3\n" + dumps(scan, catalog), catalog, "x.toml")


def test_empty_texts_and_empty_items_are_absent(catalog: Catalog) -> None:
    """An empty note says nothing, and an item that says nothing does not exist."""
    text = FULL.replace(
        'belang = 4\naanwezig = 2\nbelegd_bij = "ict-coördinator"\nnotitie = "Met het team."\n', 'notitie = ""\n'
    ).replace('belang = 3\ngeen_oordeel = ["aanwezig"]', "geen_oordeel = []")

    assert loads(text.encode(), catalog, "x.toml").ratings == {}


def test_an_ambition_may_be_words_only(catalog: Catalog) -> None:
    """The note stands alone when the place in the model was left open."""
    text = FULL.replace("differentiatie = 3\nzelfregie = 3\n", "")

    assert loads(text.encode(), catalog, "x.toml").vision.ambition is None
    assert loads(text.encode(), catalog, "x.toml").vision.ambition_note == "Meer eigen keuzes."


def test_attainment_is_welcome_in_a_scan_of_importance(catalog: Catalog) -> None:
    """A leader who changes the way of answering halfway loses nothing."""
    scan = loads(FULL.replace('"volledig"', '"alleen-belang"').encode(), catalog, "x.toml")

    assert scan.rating(7).attainment is Level.TWO


def test_no_opt_in_differs_from_an_opt_in_without_words(catalog: Catalog) -> None:
    """Only the table says that a leader wants to be found."""
    assert loads(FULL.partition("[uitwisseling]")[0].encode(), catalog, "x.toml").exchange is None
    assert loads(FULL.replace("Bel mij.", "").encode(), catalog, "x.toml").exchange == ""


def test_notepad_files_are_read(catalog: Catalog) -> None:
    """Notepad saves with a mark in front and with CRLF; the scan is the same."""
    expected = loads(FULL.encode(), catalog, "x.toml")

    assert loads(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode(), catalog, "x.toml") == expected


def test_a_moment_without_offset_is_written_with_one(catalog: Catalog) -> None:
    """The file never holds a time that means something else on another computer."""
    scan = replace(make_scan("SL-07"), started=datetime(2026, 11, 22, 10, 3, 11), finished=None)

    assert loads(dumps(scan, catalog), catalog, "x.toml").started == scan.started.astimezone()


def test_half_characters_do_not_stop_saving(catalog: Catalog) -> None:
    """A terminal can hand over half a character; losing that one is better than losing the scan."""
    scan = make_scan("SL-07", school="De \udce9cole")

    assert loads(dumps(scan, catalog), catalog, "x.toml").school == "De ?cole"


def test_a_file_is_read_from_disk(catalog: Catalog, tmp_path: Path) -> None:
    """The path stands in the message of whatever goes wrong with it."""
    path = tmp_path / "SL-07.toml"
    scan = make_scan("SL-07", {7: (4, 2)})
    path.write_bytes(dumps(scan, catalog))
    assert read_scan(path, catalog) == scan

    path.write_bytes(b"x")
    with pytest.raises(ZelfscanError, match="SL-07"):
        read_scan(path, catalog)


def test_what_cannot_be_read_says_why(catalog: Catalog, tmp_path: Path) -> None:
    """Absent, a folder, and far too big are three different messages."""
    big = tmp_path / "film.toml"
    with big.open("wb") as file:
        file.truncate(50_000_000)

    for path, words in ((tmp_path / "weg.toml", "bestaat niet"), (tmp_path, "map, geen"), (big, "te groot")):
        with pytest.raises(ZelfscanError) as caught:
            read_scan(path, catalog)
        assert words in caught.value.problems[0]
        assert str(path) in caught.value.message


def test_an_unfinished_scan_is_a_draft(catalog: Catalog) -> None:
    """The finish, and only the finish, tells a result from a draft."""
    draft: Scan = make_scan("SL-07", draft=True, started=datetime(2026, 1, 1, tzinfo=UTC))

    assert loads(dumps(draft, catalog), catalog, "x.toml").is_draft
    assert not loads(FULL.encode(), catalog, "x.toml").is_draft
