"""Puts the catalog in the wheel as one JSON file, made of the YAML files after all the checks of the program itself,
and the made-up results beside it. The start of a catalog of one's own stays YAML.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds `zelfscan/_catalog/catalogus.json`; an editable install reads the YAML as it stands."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the files of the wheel are gathered. Raises ZelfscanError when the catalog is not in order."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from zelfscan.storage.catalog_reader import read_catalog
        from zelfscan.storage.packed_catalog import PACKED_FILE, START, packed

        self.made = tempfile.TemporaryDirectory()
        place = Path(self.made.name) / PACKED_FILE
        place.write_text(packed(read_catalog(root / "catalog")), encoding="utf-8", newline="\n")
        build_data["force_include"][str(place)] = f"zelfscan/_catalog/{PACKED_FILE}"
        build_data["force_include"][str(root / "catalog" / "voorbeeld")] = "zelfscan/_catalog/voorbeeld"
        build_data["force_include"][str(root / "catalog" / START)] = f"zelfscan/_catalog/{START}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the wheel is there."""
        if version != "editable":
            self.made.cleanup()
