"""Hypothesis strategies for the domain."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import reduce

from hypothesis import strategies as st

from zelfscan.domain import (
    MAX_AGENDA_TOPICS,
    MAX_DEVELOPMENT_POINTS,
    Agreement,
    Assessment,
    Catalog,
    Conversation,
    ConversationPoint,
    DevelopmentPoint,
    Level,
    LookBack,
    Materials,
    Outcome,
    Position,
    Rating,
    ScaleName,
    Scan,
    Vision,
)

LOCK = "0f" * 16 + ":" + "1e" * 64
"""What a pin is held against, as it stands in a draft."""
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
    said = st.builds(Rating, level, level, texts(), texts())
    unknown = st.sampled_from([*[(scale,) for scale in ScaleName], tuple(ScaleName)])
    without = st.builds(_without, said, unknown)
    return (said | without).filter(lambda rating: not rating.is_empty)


def _without(rating: Rating, unknown: tuple[ScaleName, ...]) -> Rating:
    return reduce(Rating.without_judgement, unknown, rating)


def agreements() -> st.SearchStrategy[Agreement]:
    """What was agreed on a point, with any part of it absent."""
    return st.builds(Agreement, texts(), texts(), st.none() | st.dates(), texts())


def conversations(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[Conversation]:
    """A conversation on some items, in any order."""
    point = st.builds(ConversationPoint, numbers, texts(), texts(), texts())
    points = st.lists(point, unique_by=lambda one: one.competency, max_size=3).map(tuple)
    return st.builds(
        Conversation, held=st.dates(), partner=texts(), vision=texts(), materials=texts(), role=texts(), points=points
    )


def look_backs(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[LookBack, ...]]:
    """What came of some agreements; one item may stand in several earlier results."""
    row = st.builds(LookBack, numbers, st.uuids(), st.sampled_from(Outcome), texts())
    return st.lists(row, unique_by=lambda one: (one.competency, one.earlier), max_size=3).map(tuple)


@st.composite
def scans(draw: st.DrawFn, catalog: Catalog, *, drafts: bool = True) -> Scan:
    """Any valid scan of this catalog's instrument: nasty text, absent answers and, unless refused, drafts."""
    numbers = st.sampled_from(catalog.numbers)
    some = st.lists(numbers, unique=True, max_size=3).map(tuple)
    topics = st.lists(st.sampled_from([item.id for item in catalog.topics]), unique=True, max_size=MAX_AGENDA_TOPICS)
    support = st.lists(st.sampled_from([item.id for item in catalog.support]), unique=True, max_size=4).map(tuple)
    started = draw(moments())
    finished = started + draw(st.timedeltas(timedelta(0), timedelta(days=30)))
    is_draft = drafts and draw(st.booleans())
    return Scan(
        id=draw(st.uuids()),
        started=started,
        finished=None if is_draft else finished,
        participant=draw(names()),
        school=draw(texts()),
        instrument=catalog.instrument,
        instrument_version=draw(st.integers(1, catalog.version)),
        assessment=draw(st.sampled_from(Assessment)),
        round_name=draw(st.just("") | names()),
        vision=draw(st.builds(Vision, st.none() | positions(), st.none() | positions(), texts(), texts())),
        materials=draw(st.builds(Materials, texts(), texts(), texts())),
        ratings=dict(sorted(draw(st.dictionaries(numbers, ratings())).items())),
        development=tuple(
            DevelopmentPoint(number, draw(support), draw(agreements()))
            for number in draw(st.lists(numbers, unique=True, max_size=MAX_DEVELOPMENT_POINTS))
        ),
        agenda=tuple(draw(topics)),
        conversation=draw(st.none() | conversations(numbers)),
        look_back=draw(look_backs(numbers)),
        exchange=(exchange := draw(st.none() | texts())),
        exchange_only=None if exchange is None else draw(st.none() | some),
        share_words=draw(st.booleans()),
        program="zelfscan 0.0.1",
        changed=draw(st.none() | moments()),
        made_up=draw(st.booleans()),
        pin_lock=LOCK if is_draft and draw(st.booleans()) else "",
        facilitator_lock=LOCK if is_draft and draw(st.booleans()) else "",
    )
