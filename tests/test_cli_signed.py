"""A round that signs its results: what it did not sign is told, and never replaces what it did."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders import DURATION, STARTED, make_scan, report_round
from command_line import Here, content, write_round
from result_file import FULL
from zelfscan.cli import scan as scan_commands
from zelfscan.domain import Catalog
from zelfscan.errors import ZelfscanError
from zelfscan.storage import ResultStore, Seal, Signer, read_key, read_recipients, read_scan, round_signer
from zelfscan.storage.result_reader import loads
from zelfscan.tui.scan_app import ScanApp

LATER = STARTED + DURATION + timedelta(days=3)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Here:
    """Runs a command in this process."""
    return Here(capsys)


@pytest.fixture
def signing(tmp_path: Path) -> Path:
    """The signing key of a round, made as the round does."""
    path = tmp_path / "najaar.handtekening"
    round_signer(path)
    return path


@pytest.fixture
def ronde(signing: Path, tmp_path: Path, catalog: Catalog) -> Path:
    """A folder with a signed round of ten."""
    store = ResultStore(tmp_path / "ronde", signer=round_signer(signing))
    for scan in report_round():
        store.save(scan, catalog)
    return store.folder


def first(folder: Path) -> Path:
    """The first result of a round."""
    return min(folder.glob("*.toml"))


def test_a_signing_key_is_made_once(tmp_path: Path) -> None:
    """Guards the file: for the own account, used again when it is there, never shown, no other file taken for it."""
    path = tmp_path / "a.handtekening"
    signer = round_signer(path)
    assert round_signer(path) == signer != round_signer(tmp_path / "b.handtekening")
    assert repr(signer) == "Signer()"
    assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600
    (tmp_path / "x").write_text("zelfscan-handtekening-1 abc\n", encoding="utf-8")
    with pytest.raises(ZelfscanError, match="geen handtekening van een ronde"):
        round_signer(tmp_path / "x")
    assert (tmp_path / "x").read_text(encoding="utf-8") == "zelfscan-handtekening-1 abc\n"


def test_what_the_round_signed_is_silent(run: Here, ronde: Path, signing: Path) -> None:
    """Guards that a signed round reads as any other, with and without the signing key, in both commands."""
    assert b"\n[handtekening]\nhmac = " in first(ronde).read_bytes()
    without: list[str | Path] = []
    for words in (without, ["--handtekening", signing]):
        status, out, err = run("groep", ronde, "--json", *words)
        assert (status, err, json.loads(out)["bestanden"]["geldig"]) == (0, "", 10)
        assert run("controleer", ronde, *words).status == 0


ATTACKS: dict[str, Callable[[bytes], bytes]] = {
    "a level changed": lambda data: data.replace(b"belang = 4", b"belang = 1", 1),
    "the code changed": lambda data: data.replace(b'code = "SL-01"', b'code = "SL-99"'),
    "a table added behind": lambda data: data + b"\n[toestemming]\nwoorden = true\n",
    "the signature taken off": lambda data: data.partition(b"\n[handtekening]")[0],
    "a sign of the signature changed": lambda data: data[:-3] + (b'0"\n' if data[-3:-2] != b"0" else b'1"\n'),
    "other line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "a mark in front": lambda data: b"\xef\xbb\xbf" + data,
    "signed by another round": lambda data: Signer.new().signed(data.partition(b"\n[handtekening]")[0]),
    "a second signature": lambda data: (
        Signer.new().signed(data.replace(b"[handtekening]", b"[x]")).replace(b"[x]", b"")
    ),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_what_was_changed_is_told(run: Here, ronde: Path, signing: Path, attack: Callable[[bytes], bytes]) -> None:
    """Guards against a changed or forged result: with the signing key it is told by name, or refused as no result."""
    path = first(ronde)
    path.write_bytes(attack(path.read_bytes()))
    status, out, err = run("groep", ronde, "--json", "--handtekening", signing)
    assert f"{path.name}: " in err
    assert ("niet ondertekend" in err) is (json.loads(out)["bestanden"]["geldig"] == 10)
    status, out, _ = run("controleer", ronde, "--handtekening", signing)
    assert status == 1
    assert path.name in out


def test_a_draft_is_not_said_to_be_changed(run: Here, ronde: Path, signing: Path, catalog: Catalog) -> None:
    """Guards drafts, which no round signs: they are named as such, and not as a result that somebody changed."""
    draft = write_round(ronde / "concepten", [make_scan("SL-11", draft=True)], catalog) / "000.toml"
    told = f"{draft.name}: een concept, en dat wordt nooit ondertekend"
    for command in (("groep", "--concepten"), ("controleer",)):
        found = run(*command, ronde, "--handtekening", signing)
        assert told in found.out + found.err
        assert "niet ondertekend door" not in found.out + found.err


def test_unsigned_never_replaces_signed(run: Here, ronde: Path, signing: Path, catalog: Catalog) -> None:
    """Guards a forged copy with the same id and a later time: with the key the signed one counts, without it the latest
    does, and both ways it is told that they differ."""
    real = read_scan(first(ronde), catalog)
    forged = ronde / "forged.toml"
    ResultStore(ronde).save_as(forged, replace(real, ratings={}, changed=LATER), catalog)
    _, out, err = run("groep", ronde, "--json", "--handtekening", signing)
    assert json.loads(out)["bestanden"]["dubbel"][0]["gebruikt"] == first(ronde).name
    line = f"dubbel, met een andere inhoud: {first(ronde).name}, forged.toml: daarvan telt {first(ronde).name}"
    assert line in err.splitlines()
    checked = run("controleer", ronde, "--handtekening", signing)
    assert (checked.status, line in checked.err.splitlines()) == (1, True)
    assert "forged.toml: niet ondertekend" in checked.out
    _, out, err = run("groep", ronde, "--json")
    assert json.loads(out)["bestanden"]["dubbel"][0]["gebruikt"] == "forged.toml"
    line = f"dubbel, met een andere inhoud: {first(ronde).name}, forged.toml: daarvan telt forged.toml"
    assert line in err.splitlines()
    checked = run("controleer", ronde)
    assert (checked.status, line in checked.err.splitlines()) == (0, True)


def test_a_sealed_result_is_signed_inside(run: Here, tmp_path: Path, signing: Path, catalog: Catalog) -> None:
    """Guards that a seal for the round's recipient, which anybody can make, does not stand for the signature."""
    assert run("ronde-sleutel", tmp_path / "n.sleutel").status == 0
    seal = Seal(read_recipients(str(tmp_path / "n.ontvanger")))
    folder = tmp_path / "r"
    for code, signer in (("SL-01", round_signer(signing)), ("SL-02", None)):
        ResultStore(folder, seal, signer).save(make_scan(code, {7: (4, 1)}), catalog)
    _, _, err = run("groep", folder, "--sleutel", tmp_path / "n.sleutel", "--handtekening", signing)
    assert [line.split("_")[0] for line in err.splitlines()] == ["handtekening: SL-02"]


def test_changing_a_signed_result_takes_the_signature_off(
    run: Here, ronde: Path, signing: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guards `open` and `gesprek`: they say beforehand that saving takes the signature off, and a result that was
    written again has none that could be taken for one."""
    monkeypatch.setattr(scan_commands, "need_terminal", lambda: None)
    monkeypatch.setattr(scan_commands, "run_app", lambda app: 0 if isinstance(app, ScanApp) else 1)
    path = first(ronde)
    for command in ("open", "gesprek"):
        status, _, err = run(command, path)
        assert (status, "vervalt die handtekening" in err) == (0, True)
    ResultStore(ronde).save_as(path, replace(read_scan(path, catalog), school="De Brug"), catalog)
    assert b"handtekening" not in path.read_bytes()
    assert "handtekening" not in run("open", path).err + run("gesprek", path).err


def test_no_output_replaces_a_signing_key(run: Here, ronde: Path, signing: Path) -> None:
    """Guards the key as an input and as a file that stands in the way, also with --overschrijf."""
    before = content(signing.parent)
    signing.with_suffix(".csv").write_bytes(signing.read_bytes())
    assert run("groep", ronde, "--csv", signing.with_suffix(".csv"), "--overschrijf").status == 1
    assert signing.with_suffix(".csv").read_bytes() == signing.read_bytes()
    made = {f"{signing.stem}{ending}" for ending in (".csv", ".sps", "-wensen.csv", "-wensen.sps")}
    now = content(signing.parent)
    assert {name: data for name, data in now.items() if name not in made} == before
    assert now.keys() - before.keys() <= made


def test_a_signature_has_a_form(catalog: Catalog) -> None:
    """Guards the strict reader: 64 digits and letters, and nothing else in the table."""
    good = f'{FULL}\n[handtekening]\nhmac = "{"0a" * 32}"\n'
    assert loads(good.encode(), catalog, "x").participant == "SL-07"
    for wrong in (
        good.replace("0a", "0A"),
        good.replace("0a", "", 1),
        f"{good}meer = 1\n",
        good.replace("hmac", "mac"),
    ):
        with pytest.raises(ZelfscanError) as told:
            loads(wrong.encode(), catalog, "x")
        assert all("handtekening" in problem for problem in told.value.problems)


def test_a_round_is_needed_to_sign(run: Here, signing: Path) -> None:
    """Guards that signing and names without codes belong to a round, and a sealed one."""
    assert run("scan", "--handtekening", signing).status == 2
    assert run("scan", "--ronde", "r", "--verberg-code").status == 2
    assert read_key(None, [signing]) is not None
