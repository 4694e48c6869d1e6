"""Nothing lost of a conversation when the power goes: the real program in a terminal, killed after every text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders import NUMBERS, STARTED, make_scan
from pty_app import PtyApp, drafts_of, scans_in
from tally import Tally
from zelfscan.domain import Agreement, Catalog, DevelopmentPoint, Scan, talk_point
from zelfscan.storage import ResultStore, read_scan

pytestmark = pytest.mark.heavy

SUBJECT = "verlies"
TYPED = (
    ("", "mentor"), ("f2", "Keuze"), ("f2", "Genoeg"), ("f2", "Vragen"),
    ("f2", "Ik zie"), ("tab", "Groep 8"), ("tab", "Samen"), ("f5", "Leerteam"), ("tab", "directeur"),
)  # fmt: skip
"""What is typed one after another, from the begin of a conversation to an agreement, with the key that leads there."""


def said_in(scan: Scan) -> list[str]:
    """What a conversation holds, in the order of `TYPED`, as far as it goes."""
    held = scan.conversation
    assert held is not None
    point, agreed = talk_point(held, 7), scan.development[0].agreement
    texts = (held.partner, held.vision, held.materials, held.role, point.sees, point.example, point.text)
    return [text for text in (*texts, agreed.step, agreed.who) if text]


def result_in(home: Path, catalog: Catalog) -> Path:
    """A finished scan with a chosen point, as the program left it."""
    scan = make_scan("SL-07", dict.fromkeys(NUMBERS, (3, 3)) | {7: (4, 1)})
    return ResultStore(home / "exports").save(replace(scan, development=(DevelopmentPoint(7),)), catalog)


def test_a_kill_at_any_text_of_a_conversation_loses_none(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards that a conversation, killed as soon as the screen shows what was typed, has every word in its draft,
    leaves the result as it was, and goes on from home in the conversation until a yes puts all of it in that one file.
    """
    for last in range(len(TYPED)):
        home = tmp_path / str(last)
        path = result_in(home, catalog)
        before = path.read_bytes()
        with PtyApp(home, ["gesprek", path]) as app:
            app.wait_for("Met wie voert u dit gesprek?")
            for key, text in TYPED[: last + 1]:
                # What comes within the same burst as the text before it is no text of the next field.
                app.drain()
                app.press(*([key] if key else []), text)
                app.wait_for(text)
            app.kill()
        assert path.read_bytes() == before
        [draft] = (scan for scan in scans_in(home, catalog) if scan.is_draft)
        assert said_in(draft) == [text for _, text in TYPED[: last + 1]]
        with PtyApp(home) as again:
            again.wait_for("Verder met SL-07: uw gesprek")
            again.press("enter")
            again.wait_for("Met wie voert u dit gesprek?", "mentor")
            again.press("f8")
            again.wait_for("Lees na wat er staat")
            again.press("enter")
            again.wait_for("Uw gesprek is bewaard")
            again.kill()
        kept = read_scan(path, catalog)
        assert said_in(kept) == [text for _, text in TYPED[: last + 1]]
        assert (kept.ratings, kept.is_draft) == (draft.ratings, False)
        assert scans_in(drafts_of(home), catalog) == []
        assert len(list((home / "exports").iterdir())) == 1
        tally.count(SUBJECT, "keer gestopt in een gesprek")


def test_a_kill_in_the_look_back_loses_nothing(catalog: Catalog, tmp_path: Path, tally: Tally) -> None:
    """Guards that what was told of an agreement survives a kill in a comparison, and is in the later result when the
    same comparison is opened again and left.
    """
    store = ResultStore(tmp_path / "exports")
    year_ago = make_scan("SL-07", dict.fromkeys(NUMBERS, (4, 1)), started=STARTED - timedelta(days=365))
    earlier = replace(year_ago, development=(DevelopmentPoint(7, (), Agreement("Leerteam")),))
    paths = [store.save(scan, catalog) for scan in (earlier, make_scan("SL-07", dict.fromkeys(NUMBERS, (4, 2))))]
    with PtyApp(tmp_path, ["vergelijk", *paths]) as app:
        app.wait_for("Terugblik")
        app.press("t")
        app.wait_for("Leerteam", "Wat kwam ervan?")
        app.press("down", "space", "tab", "Bijna")
        app.wait_for("Bijna")
        app.kill()
    assert read_scan(paths[1], catalog).look_back == ()
    with PtyApp(tmp_path, ["vergelijk", *paths]) as again:
        again.wait_for("Terugblik")
        again.press("t")
        again.wait_for("Bijna")
        again.press("f2")
        again.wait_for("Terugblik")
        again.press("ctrl+q")
        assert again.wait() == 0
    [told] = read_scan(paths[1], catalog).look_back
    assert (told.competency, told.earlier, told.note) == (7, earlier.id, "Bijna")
    assert scans_in(drafts_of(tmp_path), catalog) == []
    tally.count(SUBJECT, "keer gestopt in een terugblik")
