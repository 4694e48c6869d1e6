"""Hypothesis strategies for the domain."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from zelfscan.domain import (
    MAX_DEVELOPMENT_POINTS,
    Assessment,
    Catalog,
    DevelopmentPoint,
    Level,
    Materials,
    Position,
    Rating,
    Scan,
    Vision,
)

_NASTY = (
    'Jan "de Boer" \\ ',
    "a\r\nb\nc\rd\te",
    '"""',
    "'''",
    "[red]rood[/] [@click=app.quit]x[/]",
    "[/]",
    "# geen commentaar = 3",
    "\x00\x01\x1b[31m\x7f\x85\u2028",
    "👩‍🏫 ë ﬁ \u202e",
    "=1+1",
    "\\",
    " ",
)


def texts() -> st.SearchStrategy[str]:
    """Any text that a file can hold, with a taste for what breaks markup, escapes and spreadsheets."""
    return st.one_of(
        st.just(""), st.sampled_from(_NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    )


def names() -> st.SearchStrategy[str]:
    """Any text that shows something: codes and names of rounds."""
    return st.one_of(
        st.from_regex(r"[A-Z]{2}-[0-9]{2}", fullmatch=True),
        texts().map(lambda text: text if text.strip() else f"x{text}"),
    )


def moments() -> st.SearchStrategy[datetime]:
    """Moments with an offset of whole minutes, as a clock gives them."""
    offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    return st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=offsets)


def positions() -> st.SearchStrategy[Position]:
    """A place in the model of personalised learning."""
    return st.builds(Position, differentiation=st.sampled_from(Level), self_direction=st.sampled_from(Level))


def ratings() -> st.SearchStrategy[Rating]:
    """A rating that says something, with any part of it absent."""
    level = st.none() | st.sampled_from(Level)
    return st.builds(Rating, level, level, texts(), texts()).filter(lambda rating: not rating.is_empty)


@st.composite
def scans(draw: st.DrawFn, catalog: Catalog, *, drafts: bool = True) -> Scan:
    """Any valid scan of this catalog's instrument: nasty text, absent answers and, unless refused, drafts."""
    numbers = st.sampled_from(catalog.numbers)
    support = st.lists(st.sampled_from([item.id for item in catalog.support]), unique=True, max_size=4).map(tuple)
    started = draw(moments())
    finished = started + draw(st.timedeltas(timedelta(0), timedelta(days=30)))
    return Scan(
        id=draw(st.uuids()),
        started=started,
        finished=None if drafts and draw(st.booleans()) else finished,
        participant=draw(names()),
        school=draw(texts()),
        instrument=catalog.instrument,
        instrument_version=draw(st.integers(1, catalog.version)),
        assessment=draw(st.sampled_from(Assessment)),
        round_name=draw(st.just("") | names()),
        vision=Vision(draw(st.none() | positions()), draw(st.none() | positions()), draw(texts())),
        materials=draw(st.builds(Materials, texts(), texts(), texts())),
        ratings=dict(sorted(draw(st.dictionaries(numbers, ratings())).items())),
        development=tuple(
            DevelopmentPoint(number, draw(support))
            for number in draw(st.lists(numbers, unique=True, max_size=MAX_DEVELOPMENT_POINTS))
        ),
        exchange=draw(st.none() | texts()),
        program="zelfscan 0.0.1",
    )
