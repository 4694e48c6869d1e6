"""Bytes to domain and back: the catalog, result files, drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zelfscan import lazily

if TYPE_CHECKING:
    from zelfscan.storage.catalog_reader import check_catalog
    from zelfscan.storage.division import (
        belongs,
        division_of,
        division_path,
        read_division,
        write_division,
    )
    from zelfscan.storage.draft_lock import DraftLock, get_ready
    from zelfscan.storage.drafts import DraftsFound, DraftStore, DraftWriter, draft_paths
    from zelfscan.storage.examples import example_scans, write_example
    from zelfscan.storage.files import (
        PAUSES,
        RESULT_ENDINGS,
        SIZE_LIMIT,
        names_division,
        reason,
        report_path,
        write_atomically,
    )
    from zelfscan.storage.groups_file import read_groups
    from zelfscan.storage.key_files import (
        RECIPIENT_SUFFIX,
        behind_passphrase,
        read_key,
        read_recipients,
        round_signer,
        seals,
        write_new,
    )
    from zelfscan.storage.listing import Listing, list_files
    from zelfscan.storage.other_files import is_zip
    from zelfscan.storage.packed_catalog import begin_catalog, chosen_catalog, ready_catalog
    from zelfscan.storage.places import (
        DRAFTS,
        EXAMPLE,
        Place,
        catalog_folder,
        chosen_catalog_folder,
        expanded,
        exports_folder,
        other_places,
        precious_at,
        remember_colours,
        remembered_colours,
        round_folder,
        show_folder,
        that_work,
        usual_drafts,
    )
    from zelfscan.storage.result_folder import Result, ResultsFound, ResultStore, usable
    from zelfscan.storage.result_form import SCHEMA, Rules
    from zelfscan.storage.result_reader import read_scan
    from zelfscan.storage.round_files import Progress, read_round
    from zelfscan.storage.scan_records import Double, doubles_in, noted, read_files
    from zelfscan.storage.seal import Key, Seal, Signer, file_is_sealed, fingerprint, is_signed, resealed

__getattr__, __all__ = lazily(
    __name__,
    {
        "catalog_reader": "check_catalog",
        "packed_catalog": "begin_catalog chosen_catalog ready_catalog",
        "draft_lock": "DraftLock get_ready",
        "drafts": "DraftStore DraftWriter DraftsFound draft_paths",
        "examples": "example_scans write_example",
        "files": "PAUSES RESULT_ENDINGS SIZE_LIMIT names_division reason report_path write_atomically",
        "listing": "Listing list_files",
        "other_files": "is_zip",
        "places": "DRAFTS EXAMPLE Place catalog_folder chosen_catalog_folder expanded exports_folder other_places "
        "precious_at remember_colours remembered_colours round_folder show_folder that_work usual_drafts",
        "result_folder": "Result ResultStore ResultsFound usable",
        "round_files": "Progress read_round",
        "scan_records": "Double doubles_in noted read_files",
        "result_form": "Rules SCHEMA",
        "result_reader": "read_scan",
        "groups_file": "read_groups",
        "key_files": "RECIPIENT_SUFFIX behind_passphrase read_key read_recipients round_signer seals write_new",
        "seal": "Key Seal Signer file_is_sealed fingerprint is_signed resealed",
        "division": "belongs division_of division_path read_division write_division",
    },
)
