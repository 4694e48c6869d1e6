"""A sealed round on the command line: the key, and every command that reads with it."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from pathlib import Path

import pytest

from builders import report_round
from command_line import Here, content
from zelfscan.cli import commands, reading
from zelfscan.cli import scan as scan_commands
from zelfscan.domain import Catalog
from zelfscan.storage import ResultStore, Seal, read_key
from zelfscan.storage.key_files import read_recipients
from zelfscan.tui.scan_app import ScanApp

PASSPHRASE = "drie losse maar lange woorden"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process."""
    return Here(capsys)


@pytest.fixture
def secret(run: Here, tmp_path: Path) -> Path:
    """The key file of a round, made as a facilitator does."""
    path = tmp_path / "najaar.sleutel"
    assert run("ronde-sleutel", path).status == 0
    return path


@pytest.fixture
def ronde(secret: Path, tmp_path: Path, catalog: Catalog) -> Path:
    """A folder with a sealed round of ten."""
    store = ResultStore(tmp_path / "ronde", Seal(read_recipients(str(secret.with_suffix(".ontvanger")))))
    for scan in report_round():
        store.save(scan, catalog)
    return store.folder


def test_a_round_key_is_two_files_and_a_line(run: Here, tmp_path: Path) -> None:
    """Guards the key pair: the secret for the own account only, the recipient beside it and alone on stdout."""
    status, out, err = run("ronde-sleutel", tmp_path / "n.sleutel")
    assert status == 0
    assert out == (tmp_path / "n.ontvanger").read_text(encoding="utf-8")
    assert out.startswith("age1")
    assert "AGE-SECRET-KEY-1" in (tmp_path / "n.sleutel").read_text(encoding="utf-8")
    assert "AGE-SECRET-KEY" not in out + err
    assert "reservekopie" in err
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "n.sleutel").stat().st_mode) == 0o600


@pytest.mark.heavy
def test_a_key_with_a_passphrase_says_nothing_without_it(
    run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards --wachtzin: too short a one and two that differ are asked again, the file holds no key in the open, and
    without a terminal no key is made."""
    path, typed = tmp_path / "n.sleutel", iter(["kort", "vijf losse woorden", "vijf andere woorden", *2 * [PASSPHRASE]])
    assert run("ronde-sleutel", path, "--wachtzin").status == 1
    assert content(tmp_path) == {}
    for room in (commands, reading):
        monkeypatch.setattr(room, "has_terminal", lambda: True)
        monkeypatch.setattr(room, "ask_unseen", lambda _: next(typed))
    status, out, err = run("ronde-sleutel", path, "--wachtzin")
    assert status == 0
    assert "tekens" in err
    assert "niet gelijk" in err
    assert "AGE-SECRET-KEY" not in path.read_text(encoding="ascii") + out + err
    typed = iter([PASSPHRASE, "een andere"])
    assert run("ronde-sleutel", "--proef", path).status == 0
    status, _, err = run("ronde-sleutel", "--proef", path)
    assert (status, "wachtzin" in err) == (1, True)


@pytest.mark.parametrize("name", ["n.sleutel", "x.ontvanger", "x.toml", "x.toml.age", "."])
def test_a_key_never_replaces_anything(run: Here, tmp_path: Path, name: str) -> None:
    """Guards existing keys, and names that would be taken for something else: wrong use, and nothing is written."""
    (tmp_path / "n.sleutel").write_text("van vorig jaar", encoding="utf-8")
    before = content(tmp_path)
    status, out, err = run("ronde-sleutel", tmp_path / name)
    assert (status, out) == (2, "")
    assert "andere naam" in err
    assert content(tmp_path) == before


def test_every_command_reads_with_the_key(run: Here, ronde: Path, secret: Path, tmp_path: Path) -> None:
    """Guards groep, controleer, rapport and vergelijk on sealed files with the right key."""
    status, out, err = run("groep", ronde, "--json", "--sleutel", secret)
    assert (status, err) == (0, "")
    assert json.loads(out)["bestanden"]["geldig"] == 10
    status, out, err = run("controleer", ronde, "--sleutel", secret)
    assert (status, out) == (0, "")
    assert "10 bestanden in orde" in err
    first, second = sorted(ronde.iterdir())[:2]
    assert run("rapport", first, "--sleutel", secret, "-o", tmp_path / "a.md").status == 0
    assert run("rapport", first, "--sleutel", secret).status == 0
    assert first.with_name(first.name.replace(".toml.age", "-rapport.pdf")).exists()
    assert "overgeslagen" not in run("groep", ronde, "--sleutel", secret).err
    assert run("vergelijk", first, second, "--sleutel", secret, "--tekst").status == 0


@pytest.mark.parametrize("words", [["groep"], ["controleer"], ["rapport"], ["open"]])
def test_without_the_key_every_command_says_what_is_missing(run: Here, ronde: Path, words: list[str]) -> None:
    """Guards the message on sealed files without a key, which names the option, and that nothing is written."""
    before = content(ronde)
    target = ronde if words[0] in ("groep", "controleer") else sorted(ronde.iterdir())[0]
    status, out, err = run(*words, target)
    assert status == 1
    assert "verzegeld" in out + err
    assert "--sleutel" in out + err
    assert "de plek van het bestand" not in err
    assert content(ronde) == before


def test_another_key_is_told(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards the message for the key of another round, and for the recipient given as a key."""
    assert run("ronde-sleutel", tmp_path / "ander.sleutel").status == 0
    status, out, err = run("controleer", ronde, "--sleutel", tmp_path / "ander.sleutel")
    assert status == 1
    assert "andere sleutel" in out
    status, out, err = run("groep", ronde, "--sleutel", tmp_path / "ander.ontvanger", "--json")
    assert (status, out) == (1, "")
    assert "geen sleutel" in err


def test_a_recipient_belongs_to_a_round(run: Here, secret: Path) -> None:
    """Guards that `--ontvanger` without `--ronde` is wrong use, and that the secret key is never taken for it."""
    assert run("scan", "--ontvanger", secret.with_suffix(".ontvanger")).status == 2


def test_without_the_extra_a_key_cannot_be_made(run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the message where the extra is missing; nothing is written."""
    monkeypatch.setitem(sys.modules, "pyrage", None)
    status, out, err = run("ronde-sleutel", tmp_path / "n.sleutel")
    assert (status, out) == (1, "")
    assert "zelfscan[zegel]" in err
    assert list(tmp_path.iterdir()) == []


def test_no_output_is_named_like_a_sealed_result(run: Here, ronde: Path, secret: Path, tmp_path: Path) -> None:
    """Guards that tables cannot be written over a sealed result."""
    assert run("groep", ronde, "--sleutel", secret, "--csv", tmp_path / "x.toml.age").status == 2


def test_what_is_opened_sealed_is_kept_sealed(
    run: Here, ronde: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards `open --sleutel`: result and draft go back sealed, for the same key; an open file stays open."""
    started: list[ScanApp] = []
    monkeypatch.setattr(scan_commands, "need_terminal", lambda: None)

    def start(app: ScanApp) -> int:
        started.append(app)
        return 0

    monkeypatch.setattr(scan_commands, "run_app", start)
    sealed = sorted(ronde.iterdir())[0]
    assert run("open", sealed, "--sleutel", secret).status == 0
    setup = started[0].setup
    recipients = read_recipients(str(secret.with_suffix(".ontvanger")))
    for seal in (setup.results.seal, setup.drafts.seal):
        assert seal is not None
        assert seal.recipients == recipients
        assert seal.key is not None
    plain = ronde / "open.toml"
    key = read_key(secret)
    assert key is not None
    plain.write_bytes(key.opened(sealed.read_bytes()))
    assert run("open", plain, "--sleutel", secret).status == 0
    assert (started[1].setup.results.seal, started[1].setup.drafts.seal) == (None, None)


def test_a_conversation_is_not_written_where_somebody_would_lose_it(
    run: Here, secret: Path, tmp_path: Path, catalog: Catalog
) -> None:
    """Guards `gesprek` on a result that was sealed for two: with one of them nothing is written, and that is said."""
    assert run("ronde-sleutel", tmp_path / "tweede.sleutel").status == 0
    both = read_recipients([str(path.with_suffix(".ontvanger")) for path in (secret, tmp_path / "tweede.sleutel")])
    path = ResultStore(tmp_path / "dicht", Seal(tuple(both))).save(report_round()[0], catalog)
    before = content(tmp_path / "dicht")
    told = run("gesprek", path, "--sleutel", secret, "--ontvanger", secret.with_suffix(".ontvanger"))
    assert (told.status, "Er wordt niets geschreven" in told.err) == (1, True)
    assert "Alleen lezen" in run("gesprek", path, "--sleutel", secret).err
    assert content(tmp_path / "dicht") == before


def test_writing_in_a_sealed_result_takes_the_word_for_whom(run: Here, ronde: Path, secret: Path) -> None:
    """Guards `gesprek` and `vergelijk` on a result for one: the key alone reads it, the recipient named writes it."""
    path = sorted(ronde.iterdir())[0]
    key = read_key(secret)
    assert scan_commands.seal_to_add(path, key, None) == (None, True)
    told = run("gesprek", path, "--sleutel", secret)
    assert "Alleen lezen" in told.err
    assert "--ontvanger" in told.err
    named = str(secret.with_suffix(".ontvanger"))
    seal, read_only = scan_commands.seal_to_add(path, key, [named])
    assert seal is not None
    assert (seal.recipients, read_only) == (read_recipients(named), False)


def test_a_key_that_could_not_be_written_leaves_nothing(
    run: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards that on a full disk no half key and no half pair stays behind, which would hold its name taken."""
    real, left = os.fsync, [1]

    def full(file: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(file)

    monkeypatch.setattr(os, "fsync", full)
    for room in (0, 1):
        left[0] = room
        status, out, err = run("ronde-sleutel", tmp_path / "n.sleutel")
        assert (status, out) == (1, "")
        assert "de schijf is vol" in err
        assert list(tmp_path.iterdir()) == []
    left[0] = 2
    assert run("ronde-sleutel", tmp_path / "n.sleutel").status == 0


def test_a_recipient_in_a_file_with_any_name(run: Here, secret: Path, tmp_path: Path) -> None:
    """Guards that the file of a recipient is opened under the name that was typed, also with two spaces in a row."""
    odd = tmp_path / "ronde  najaar.ontvanger"
    odd.write_bytes(secret.with_suffix(".ontvanger").read_bytes())
    told = run("blad", "-o", tmp_path / "b.html", "--ronde", "x", "--ontvanger", odd)
    assert told.status == 0, told.err
    assert run("blad", "-o", tmp_path / "b.html", "--ronde", "x", "--ontvanger", " ").status == 2


def test_a_sealed_result_is_no_key(run: Here, ronde: Path, tmp_path: Path) -> None:
    """Guards that a sealed result behind --sleutel is called what it is: it has no passphrase to ask for."""
    sealed = next(ronde.glob("*.age"))
    for words in (["groep", str(ronde), "--sleutel"], ["ronde-sleutel", "--proef"]):
        status, _, err = run(*words, sealed)
        assert status == 1
        assert "geen sleutel" in err
        assert "wachtzin" not in err
