"""What is remembered of a person's taste."""

from __future__ import annotations

from pathlib import Path

import pytest

from zelfscan.storage.places import remember_colours, remembered_colours, settings_file


def test_colours_are_remembered() -> None:
    """Guards that looking makes nothing, and that the latest choice comes back."""
    assert remembered_colours() == ""
    assert not settings_file().parent.exists()
    for name in ("zelfscan-licht", "zelfscan-donker"):
        remember_colours(name)
        assert remembered_colours() == name
    assert [path.name for path in settings_file().parent.iterdir()] == [settings_file().name]


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b"{", b'{"kleuren": 1}', b'{"x": "y"}', b"[" * 4000, b"9" * 9000]
)
def test_settings_that_say_nothing_are_no_fault(content: bytes) -> None:
    """Guards that a damaged file, or one of another make, is as good as none."""
    settings_file().parent.mkdir(parents=True)
    settings_file().write_bytes(content)
    assert remembered_colours() == ""


def test_a_folder_that_refuses_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards that a choice goes through where nothing can be kept, and where there is a folder instead of a file."""
    settings_file().mkdir(parents=True)
    assert remembered_colours() == ""
    remember_colours("zelfscan-licht")
    assert remembered_colours() == ""
    monkeypatch.setattr(Path, "mkdir", _refuse)
    remember_colours("zelfscan-licht")


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError
