"""zelfscan: a self-scan in the terminal for Dutch school leaders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

__version__ = "0.2.0"


def lazily(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], object], list[str]]:
    """A `__getattr__` and `__all__` for the face of a room: `homes` says which names, between spaces, live in which of
    its modules.

    Each loads when somebody first asks for it: loading a whole room for one name of it would cost every command its
    start. Other names raise AttributeError.
    """
    home = {name: module for module, names in homes.items() for name in names.split()}

    def load(name: str) -> object:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home[name]}"), name)

    return load, sorted(home)
