"""The one kind of error that a person gets to see."""

from __future__ import annotations


class ZelfscanError(Exception):
    """Something went wrong that a person can understand and act on.

    `message` says in Dutch what happened, `hint` what is kept safe and what to do now.
    `problems` lists every separate finding when there are more than one.
    """

    def __init__(self, message: str, hint: str = "", problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.problems = problems

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.hint) if part)
