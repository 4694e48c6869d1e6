"""Another name for a module, until its last user has moved."""

from zelfscan.storage.result_reader import NewerFormError as NewerFormError
from zelfscan.storage.result_reader import unreadable as unreadable
