"""Days as a calendar file: iCalendar, RFC 5545. Twin of `js/src/actions/calendar.ts`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

__all__ = ["Entry", "calendar"]

#: A line holds at most so many octets; a longer one goes on in the next, behind a space (§3.1).
OCTETS = 75
_PRODUCT = "-//journey_widgets//actions//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day in the calendar. `uid` stays the same for as long as it is the same thing."""

    uid: str
    day: date
    summary: str
    description: str = ""
    categories: tuple[str, ...] = ()


def calendar(entries: Iterable[Entry], *, name: str, stamp: datetime) -> bytes:
    """An iCalendar file, in UTF-8 with CRLF.

    Args:
        entries: the days.
        name: what the calendar is called.
        stamp: when it was made, with a time zone (DTSTAMP).

    """
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(name)}"]
    lines = [*head, *(line for entry in entries for line in _event(entry, stamp)), "END:VCALENDAR"]
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line)).encode()


def _event(entry: Entry, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_day(entry.day)}"
    # The day after: what ends is not part of it (§3.6.1).
    yield f"DTEND;VALUE=DATE:{_day(entry.day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{_text(entry.description)}"
    if entry.categories:
        yield f"CATEGORIES:{','.join(map(_text, entry.categories))}"
    # A day to remember takes nobody's time.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    # Not strftime: it writes years before 1000 without their zeros.
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    """TEXT (§3.3.11): backslash, semicolon, comma and line break escaped; other control characters are not allowed."""
    lines = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    broken = lines.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(sign for sign in broken if sign == "\t" or (ord(sign) >= 0x20 and ord(sign) != 0x7F))


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, their leading space included, never within a character."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > OCTETS:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += octets
    yield piece
