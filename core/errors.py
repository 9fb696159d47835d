"""What an action may answer instead of doing as it was asked. The words are for the person who asked."""

from typing import Any


class Refused(Exception):
    """The change is not allowed as things stand; the message says why and what would be."""


class Conflict(Exception):
    """Somebody else changed the thing since it was read. `current` is what it is now."""

    def __init__(
        self, current: Any, words: str = "Somebody else changed this while you were working on it."
    ) -> None:
        super().__init__(words)
        self.current = current
