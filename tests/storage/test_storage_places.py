"""Other places to keep things when the usual folder refuses."""

from __future__ import annotations

from pathlib import Path

from zelfscan.storage.places import Place, other_places, that_work


def test_only_places_that_work_are_offered(tmp_path: Path) -> None:
    """Guards that a leader is not sent from one folder that refuses to the next, nor back to the first."""
    (tmp_path / "bestand").touch()
    good, bad = Place("Documenten", tmp_path / "nog niet" / "zelfscan"), Place("Bureaublad", tmp_path / "bestand" / "x")
    refused = Place("Uw eigen map", tmp_path / "geweigerd")
    assert that_work((good, bad, refused), refused.folder) == (good,)
    assert [path.name for path in tmp_path.iterdir()] == ["bestand"]


def test_places_differ_and_are_ours() -> None:
    """Guards that nothing lands loose in somebody's documents, and that no place is offered twice."""
    folders = [place.folder for place in other_places()]
    assert len(folders) == len(set(folders)) >= 1
    assert {folder.name for folder in folders} == {"zelfscan"}
