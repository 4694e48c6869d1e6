"""Another name for a module, until its last user has moved."""

from zelfscan.storage.result_reader import loads as loads
from zelfscan.storage.result_reader import read_scan as read_scan
from zelfscan.storage.result_writer import dumps as dumps
