"""Fixtures that every room shares."""

from __future__ import annotations

import pytest
from hypothesis import settings

from zelfscan.domain.catalog import Catalog
from zelfscan.storage.catalog_yaml import read_catalog
from zelfscan.storage.paths import catalog_folder

# A busy computer is no fault in the code.
settings.register_profile("zelfscan", deadline=None)
settings.load_profile("zelfscan")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalog that ships with the program."""
    return read_catalog(catalog_folder())
