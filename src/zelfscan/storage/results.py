"""Another name for a module, until its last user has moved."""

from zelfscan.storage.result_folder import ResultStore as ResultStore
from zelfscan.storage.result_folder import result_name as result_name
from zelfscan.storage.result_folder import usable as usable
