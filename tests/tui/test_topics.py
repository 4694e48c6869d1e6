"""The step that shows the conversation topics."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.binding import Binding
from textual.pilot import Pilot

from app_harness import StepHost, screen_text
from builders import make_scan
from zelfscan.domain import (
    Assessment,
    Catalog,
    DevelopmentPoint,
    MainQuestion,
    Scan,
    Topic,
    TopicSet,
    also,
    needs,
    placed,
    suggest,
)
from zelfscan.tui.steps import Move
from zelfscan.tui.steps.topics import TopicsScreen
from zelfscan.tui.widgets.lines import Line
from zelfscan.tui.widgets.topics import agenda_lines, browse_lines, fit_lines, fits_of, in_short, topic_lines

HOSTILE = "Jan [b]'\"\\ [/] [@click=app.quit]weg\nen [de rest]"
RATINGS: Mapping[int, tuple[int | None, int | None]] = {2: (4, 2), 7: (4, 2), 12: (4, 1), 19: (2, 1)}
CHOSEN = (DevelopmentPoint(7), DevelopmentPoint(2))


@asynccontextmanager
async def running(
    catalog: Catalog, scan: Scan, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[StepHost, TopicsScreen, Pilot[int]]]:
    """The step on a screen of its own."""
    app = StepHost(TopicsScreen, catalog, scan)
    screen = app.step
    assert isinstance(screen, TopicsScreen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, screen, pilot


def text_of(lines: list[Line] | tuple[Line, ...]) -> str:
    """Lines as one folded text."""
    return " ".join(" ".join(item.text for item in lines).split())


def two_sets(catalog: Catalog) -> Catalog:
    """The catalog with a second role, whose main question has the same id as one of the first."""
    return catalog._replace(
        topic_sets=(*catalog.topic_sets, TopicSet("i-coach", "I-coach", "Voor wie leraren begeleidt.", "test")),
        main_questions=(*catalog.main_questions, MainQuestion("1a", "i-coach", "Begeleiden", "t", "Hoe dan?")),
        topics=(*catalog.topics, Topic("ic-1", "i-coach", "Meekijken in de klas", "1a", "Kort.", ("Wie?",), ())),
    )


def test_agenda_names_ranks_and_reasons(catalog: Catalog) -> None:
    """The topic that serves most stands first, equals share a rank, and each says which items it is for."""
    scan = replace(make_scan(ratings=RATINGS), development=CHOSEN)
    found = suggest(catalog, needs(scan, catalog.numbers))
    entries: dict[str, str] = {}
    for item in agenda_lines(catalog, found, 60):
        entries[item.key] = f"{entries.get(item.key, '')} {item.text}"
    assert " ".join(entries["2.3"].split()) == (
        "1 Samenwerking faciliteren omdat 7 Kennis ontwikkelen en delen en 2 Lerende cultuur"
    )
    assert " ".join(entries["2.4"].split()) == "2= Concretiseren, evalueren en bijstellen omdat 2 Lerende cultuur"
    assert " ".join(entries["3.2"].split()).startswith("2= Leren van andere besturen")


def test_many_reasons_are_counted() -> None:
    """A long row of numbers stays short without hiding that there are more."""
    assert in_short((7, 2), 3) == "7 en 2"
    assert in_short((7, 2, 4, 5, 6), 3) == "7, 2, 4 en nog 2"


def test_what_fits_says_why_and_what_else(catalog: Catalog) -> None:
    """Ranked topics with the words of their place, other large gaps under 'Ook', and what was chosen apart."""
    scan = replace(make_scan(ratings={**RATINGS, 15: (4, 1)}), development=CHOSEN)
    entries = fits_of(catalog, scan, suggest(catalog, needs(scan, catalog.numbers)), also(catalog, scan))
    lines = fit_lines(catalog, entries, ("4.2", "2.3"), 60)
    text = text_of(lines)
    assert "1 ✓ 2.3 Samenwerking faciliteren Eerst bij 7 Kennis ontwikkelen en delen, uw 1e ontwikkelpunt" in text
    apart = text[text.index(" Ook ") :]
    assert "2.2 Faciliteren van (ict-)randvoorwaarden Ook groot: 15 Privacy en mediabeleid" in apart
    assert "Ook op uw agenda ✓ 4.2 Samenwerken" in text
    narrow = fit_lines(catalog, entries, (), 28)
    assert "bij 7 en 2" in text_of(narrow)


@pytest.mark.parametrize("width", [29, 40])
def test_list_lines_fit(catalog: Catalog, width: int) -> None:
    """No line of the lists is wider than the room there is."""
    scan = make_scan(ratings=dict.fromkeys(catalog.numbers, (4, 3)))
    found = suggest(catalog, needs(scan, catalog.numbers))
    entries = fits_of(catalog, scan, found, ())
    lines = [
        *agenda_lines(catalog, found, width),
        *fit_lines(catalog, entries, ("1.1", "2.3"), width),
        *browse_lines(catalog, catalog.topics, entries, ("1.1",), width),
    ]
    assert max(len(item.text) for item in lines) <= width


def test_browsing_has_every_topic_under_its_question(catalog: Catalog) -> None:
    """All topics, once each, under their six main questions; what is on the agenda has a mark, what fits its rank."""
    scan = make_scan(ratings={17: (4, 1)})
    entries = fits_of(catalog, scan, suggest(catalog, needs(scan, catalog.numbers)), ())
    lines = browse_lines(catalog, catalog.topics, entries, ("2.3",), 60)
    assert list(dict.fromkeys(item.key for item in lines if item.key)) == [topic.id for topic in catalog.topics]
    headings = [item.text for item in lines if item.text and not item.key]
    assert headings == [question.title for question in catalog.main_questions]
    assert [item.key for item in lines if "✓" in item.text] == ["2.3"]
    assert [item.key for item in lines if item.text.startswith("1 ")] == ["1.4"]


def test_a_topic_of_a_second_set_says_whose_it_is(catalog: Catalog) -> None:
    """With two sets the sheet says for whom it was written; with one set it does not."""
    both = two_sets(catalog)
    assert "Uit de set: I-coach Voor wie leraren begeleidt." in text_of(topic_lines(both, both.topic("ic-1"), (), 60))
    assert "Uit de set" not in text_of(topic_lines(catalog, catalog.topic("1.1"), (), 60))


def test_the_tips_of_the_item_come_first(catalog: Catalog) -> None:
    """Who needs privacy first reads what is about privacy, and not the first tip of the file."""
    (best, *_) = suggest(catalog, placed({15: 12, 24: 2}))
    text = text_of(topic_lines(catalog, best.topic, best.reasons, 80))
    tips = text[text.index("Tips • ") :]
    first = catalog.tips_for(best.topic, (15, 24))[0]
    assert 15 in first.competencies
    assert tips.startswith(f"Tips • {first.in_words()}")


@pytest.mark.parametrize("width", [30, 44, 80])
def test_a_topic_is_complete(catalog: Catalog, width: int) -> None:
    """Every text that the catalog has of a topic and its main question is on the sheet, and fits."""
    for suggestion in suggest(catalog, placed(dict.fromkeys(catalog.numbers, 4))):
        topic = suggestion.topic
        question = catalog.main_question_of(topic)
        lines = topic_lines(catalog, topic, suggestion.reasons, width)
        text = text_of(lines)
        reasons = [reason.link.reason for reason in suggestion.reasons]
        labels = [catalog.competency(number).label for number in suggestion.competencies]
        themes = [catalog.theme_name(theme) for theme in topic.policy_themes]
        tips = [tip.in_words() for tip in catalog.tips_for(topic)]
        for expected in (topic.title, topic.summary, question.title, question.question, *topic.questions,
                         *tips, *reasons, *labels, *themes):  # fmt: skip
            assert expected in text
        assert max(len(item.text) for item in lines) <= width


def test_a_topic_without_reasons_gives_none(catalog: Catalog) -> None:
    """A topic that is only browsed does not claim a reason."""
    assert "Waarom" not in text_of(topic_lines(catalog, catalog.topic("1.1"), (), 60))


@pytest.mark.parametrize(
    ("scan", "words"),
    [
        (replace(make_scan(ratings=RATINGS), development=CHOSEN), "uw ontwikkelpunten 7 en 2, in die volgorde."),
        (replace(make_scan(ratings=RATINGS), development=CHOSEN[:1]), "uw ontwikkelpunt 7."),
        (make_scan(ratings=RATINGS), "Eerst bij 12 Ontwikkelen vanuit de visie, uw grootste verschil."),
        (make_scan(ratings={2: (4, None)}, assessment=Assessment.IMPORTANCE_ONLY), "voor u het meest belangrijk."),
        (make_scan(ratings=dict.fromkeys(range(1, 30), (4, 1))), "29 competenties tellen voor u het zwaarst."),
        (make_scan(ratings=dict.fromkeys(range(1, 30), (1, 1))), "Klopt de ambitie die u voor ogen hebt?"),
        (make_scan(ratings=dict.fromkeys(range(1, 30), (4, 4))), "Wie kan van u leren?"),
        (make_scan(ratings={2: (3, 3)}), "volgt geen onderwerp vanzelf"),
    ],
)
@pytest.mark.heavy
async def test_where_the_topics_come_from(catalog: Catalog, scan: Scan, words: str) -> None:
    """The leader reads whether the topics come from the choice, the gaps or the importance, and why if there are none:
    without importance the ambition is asked after, where everything is present who can learn from it."""
    async with running(catalog, scan) as (_, screen, _pilot):
        assert words in str(screen.intro.content)


async def test_agenda_from_the_choice(catalog: Catalog) -> None:
    """With points chosen their topics come first, with label and reason of each link; those of 12 stand behind them."""
    scan = replace(make_scan(ratings=RATINGS), development=CHOSEN)
    async with running(catalog, scan) as (_, screen, _pilot):
        assert screen.items.keys == ["2.3", "2.4", "3.2", "1.3", "1.5"]
        text = text_of(screen.detail.sheet.lines)
        assert "omdat 7 Kennis ontwikkelen en delen:" in text
        assert next(link.reason for link in catalog.links if (link.competency, link.topic) == (2, "2.3")) in text
        assert "ontwikkelpunten 7 en 2" in str(screen.intro.content)


async def test_agenda_from_the_gaps(catalog: Catalog) -> None:
    """Before a choice the largest gap comes first, that of 12, and then 2 and 7, which weigh more together."""
    async with running(catalog, make_scan(ratings=RATINGS)) as (_, screen, _pilot):
        assert [item.competencies for item in screen.suggestions[:3]] == [(12,), (12,), (2, 7)]
        assert "4.1" in screen.items.keys


async def test_browsing_and_back(catalog: Catalog) -> None:
    """`a` shows all topics and the agenda again; the pointer stays on its topic."""
    scan = replace(make_scan(ratings=RATINGS), development=CHOSEN)
    async with running(catalog, scan) as (_, screen, pilot):
        await pilot.press("down", "a")
        await pilot.pause()
        assert len(screen.items.keys) == len(catalog.topics)
        assert screen.items.pointed == "2.4"
        await pilot.press("end")
        await pilot.pause()
        assert "4.2" in text_of(screen.detail.sheet.lines)
        await pilot.press("a")
        await pilot.pause()
        assert screen.items.keys == ["2.3", "2.4", "3.2", "1.3", "1.5"]
        assert screen.items.pointed == "2.3"


async def test_without_needs_all_topics_are_shown(catalog: Catalog) -> None:
    """Nothing to suggest: said so, and everything can be browsed."""
    async with running(catalog, make_scan(ratings={2: (3, 3)})) as (_, screen, pilot):
        assert len(screen.items.keys) == len(catalog.topics)
        assert "a" not in screen.active_bindings
        await pilot.press("a", "down", "home", "end", "up")
        assert screen.items.pointed == "4.1"


async def test_reading_on(catalog: Catalog) -> None:
    """PageDown reads on, PageUp goes back, and another topic starts at its top."""
    async with running(catalog, make_scan(ratings=RATINGS)) as (_, screen, pilot):
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert screen.detail.scroll_y > 10
        await pilot.press("pageup")
        await pilot.pause()
        assert 0 < screen.detail.scroll_y < 30
        await pilot.press("down")
        await pilot.pause()
        assert screen.detail.scroll_y == 0


async def test_a_topic_goes_on_the_agenda(catalog: Catalog) -> None:
    """Space puts the topic on the agenda as the last, kept at once; Space again takes it away; the sixth is refused and
    said so; and what is on it stays there when other topics are listed."""
    async with running(catalog, make_scan(ratings=RATINGS)) as (app, screen, pilot):
        first, second = screen.items.keys[:2]
        await pilot.press("down", "space", "up", "space")
        assert list(screen.scan.agenda) == [second, first]
        assert app.edited[-1].agenda == (second, first)
        assert f"Op uw agenda (2 van 5): {second} en {first}." in str(screen.intro.content)
        await pilot.press("down", "space")
        assert list(screen.scan.agenda) == [first]
        await pilot.press("a", "end", *["space", "up"] * 5)
        await pilot.pause()
        assert list(screen.scan.agenda) == [first, "4.2", "4.1", "3.3", "3.2"]
        assert len(app.notices) == 1
        assert app.notices[0].startswith("Uw agenda is vol: 5 onderwerpen.")
        await pilot.press("a")
        await pilot.pause()
        assert "3.3" in screen.items.keys
        assert "Ook op uw agenda" in text_of(screen.items.sheet.lines)


@pytest.mark.heavy
async def test_themes_are_an_entry(catalog: Catalog) -> None:
    """`f` lists the topics of one theme or policy theme, which says what items touch it; Esc changes nothing."""
    async with running(catalog, make_scan(ratings=RATINGS)) as (_, screen, pilot):
        await pilot.press("f", "down", "down", "down", "enter")
        await pilot.pause()
        assert screen.items.keys == ["3.1", "3.2", "3.3"]
        assert "Thema: Omgeving." in str(screen.intro.content)
        await pilot.press("f", "down", "down", "down", "enter")
        await pilot.pause()
        theme = next(item for item in catalog.policy_themes if item.id == "veiligheid")
        assert screen.items.keys == [topic.id for topic in catalog.topics if "veiligheid" in topic.policy_themes]
        words = str(screen.intro.content)
        assert "Veiligheid: hieraan raken 14 Organisatie inrichten op visie" in words
        assert all(f"{number} {catalog.competency(number).label}" in words for number in theme.competencies)
        await pilot.press("f", "down", "escape", "a")
        await pilot.pause()
        assert screen.items.keys[0] == screen.suggestions[0].topic.id


@pytest.mark.heavy
async def test_a_second_set_is_chosen(catalog: Catalog) -> None:
    """With two sets `r` shows the topics of the other role; the set of the agenda is the one to begin with."""
    both = two_sets(catalog)
    scan = make_scan(ratings=RATINGS)
    async with running(both, scan) as (app, screen, pilot):
        assert screen_text(app).rstrip().endswith("Terug")
        assert "ic-1" not in screen.items.keys
        assert "(Bestuurder)" in str(screen.intro.content)
        await pilot.press("r", "down", "enter")
        await pilot.pause()
        assert screen.items.keys == ["ic-1"]
        assert "(I-coach)" in str(screen.intro.content)
        await pilot.press("space")
        assert screen.scan.agenda == ("ic-1",)
    async with running(both, replace(scan, agenda=("ic-1",))) as (_, screen, _pilot):
        assert screen.items.keys == ["ic-1"]
    async with running(catalog, scan) as (_, screen, _pilot):
        assert "r" not in screen.active_bindings


async def test_leaving(catalog: Catalog) -> None:
    """Enter goes on, Esc goes back, and nothing is edited."""
    for key, move in (("enter", Move.NEXT), ("escape", Move.BACK)):
        async with running(catalog, make_scan(ratings=RATINGS)) as (app, _, pilot):
            await pilot.press("down", "a", key)
            assert app.results == [move]
            assert app.edited == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.heavy
async def test_mouse_only(catalog: Catalog, size: tuple[int, int]) -> None:
    """Point at a topic, read on, browse and go on without a key."""
    async with running(catalog, make_scan(ratings=RATINGS), size) as (app, screen, pilot):
        key = screen.items.keys[1]
        row = [item.key for item in screen.items.sheet.lines].index(key)
        await pilot.click(screen.items.sheet, offset=(8, row))
        await pilot.pause()
        assert screen.items.pointed == key
        assert text_of(screen.detail.sheet.lines).startswith(key)
        for label, button in (("Alle", "topics-toggle"), ("Agenda", "topics-pick"), ("Verder", "topics-next")):
            if size[0] > 80:
                await pilot.click(f"#{button}")
            else:
                footer = next(item for item in screen.query("FooterKey") if label in str(item.render()))
                await pilot.click(footer)
            await pilot.pause()
        assert screen.shown == "alle"
        assert screen.scan.agenda == (key,)
        assert app.results == [Move.NEXT]


@pytest.mark.heavy
async def test_the_footer_is_whole_in_every_state(catalog: Catalog) -> None:
    """Guards that at 80 columns no key of the footer is cut: with two roles, all topics, a theme, an agenda and a
    conversation, and with any of these.
    """
    async with running(two_sets(catalog), replace(make_scan(ratings=RATINGS), development=CHOSEN)) as (
        _,
        screen,
        pilot,
    ):
        cut: list[str] = []
        for keys in (
            (),
            ("space",),
            ("a",),
            ("f", "down", "enter"),
            ("a",),
            ("f", "home", "enter"),
            ("r", "down", "enter"),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            footer = [(str(key.render()), key.region.right) for key in screen.query("FooterKey")]
            assert "Esc Terug" in footer[-1][0]
            cut += [f"{keys}: {text} {right}" for text, right in footer if right > screen.size.width]
        assert cut == []


async def test_hostile_text_changes_nothing(catalog: Catalog) -> None:
    """What a person typed elsewhere does not disturb the topics."""
    scan = make_scan(ratings=RATINGS, delegated={2: HOSTILE, 12: HOSTILE})
    async with running(catalog, scan) as (_, screen, pilot):
        await pilot.press("end", "pagedown", "a", "end")
        assert all(2 not in item.competencies for item in screen.suggestions)


@pytest.mark.heavy
async def test_another_size(catalog: Catalog) -> None:
    """When the window changes the texts are folded anew, and the pointer stays."""
    async with running(catalog, make_scan(ratings=RATINGS)) as (_, screen, pilot):
        await pilot.press("down", "down")
        pointed = screen.items.pointed
        before = screen.detail.sheet.lines
        await pilot.resize_terminal(140, 44)
        await pilot.pause()
        assert screen.items.pointed == pointed
        assert len(screen.detail.sheet.lines) < len(before)


async def test_help_knows_the_keys(catalog: Catalog) -> None:
    """Every key of the step is explained, and every explanation has an id to change the key by."""
    async with running(catalog, make_scan(ratings=RATINGS)) as (_, screen, _pilot):
        explained = {explained for _, explained in screen.key_help()}
        for binding in TopicsScreen.BINDINGS:
            assert isinstance(binding, Binding)
            assert (binding.id or "").startswith("topics.")
            assert binding.priority
            if binding.action not in ("show('past')", "choose_set"):
                assert binding.tooltip in explained
