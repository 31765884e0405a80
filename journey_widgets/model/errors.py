"""What can go wrong, said in the reader's language."""

from __future__ import annotations

from journey_widgets.words import Said, said

__all__ = ["ChangeError", "JourneyError", "NoSuchRecord", "RepairWarning"]


class JourneyError(ValueError):
    """Something a person can put right, said by a key of the catalogue and its values.

    `str(error)` is in `error.language` (English until a `Journey` sets its own); `text` gives either language, `said`
    both, for sending to a page that decides by itself.
    """

    def __init__(self, key: str, *, language: str = "en", **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
        self.language = language
        # Words that lack a value fail here, where the mistake is, not later where somebody waits for the message.
        self._said = said(key, **values)

    def text(self, language: str | None = None) -> str:
        """The message in `language` ("ja" or "en"); in the error's own language where it is None."""
        return self._said["ja" if (language or self.language) == "ja" else "en"]

    @property
    def said(self) -> Said:
        """The message in every language: `{"ja": "…", "en": "…"}`."""
        return self._said

    def __str__(self) -> str:
        return self.text()


class ChangeError(JourneyError):
    """A change was refused. Nothing of it was applied."""


class NoSuchRecord(ChangeError, LookupError):  # noqa: N818 (said aloud it is the better name)
    """The record that was asked for is not in the journey."""


class RepairWarning(UserWarning):
    """A file was not quite right and has been put right; `journey.repairs` lists what was done."""
