"""Another name for a module, until its last user has moved."""

from zelfscan.domain import Catalog, Scan
from zelfscan.storage.result_writer import dumps


class ScanText:
    """Writes scans."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def data(self, scan: Scan) -> bytes:
        """The result file of a scan."""
        return dumps(scan, self._catalog)
