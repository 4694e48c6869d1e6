"""The last steps: what the group may see, only in a round, and the saving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Button, Static

from zelfscan.domain import Catalog, Profile, due_dates, profile_of, words_of
from zelfscan.dutch import code_in_words, enumerate_nl
from zelfscan.errors import ZelfscanError
from zelfscan.reports import CALENDAR
from zelfscan.safe_text import one_line, shown_path
from zelfscan.storage import expanded
from zelfscan.tui.dialogs import ConfirmDialog
from zelfscan.tui.keeper import Failed, Saved
from zelfscan.tui.steps import Move, StepScreen, TextStep
from zelfscan.tui.widgets.choice_list import Choice, ChoiceList
from zelfscan.tui.widgets.inputs import PlaceChoice, TextField

NO, YES = "no", "yes"


def _ask_words(catalog: Catalog) -> str:
    parts = (
        *(("uw situatie", "uw ambitie") if catalog.learning else ()),
        *((catalog.materials.in_sentence,) if catalog.materials else ()),
    )
    return (
        f"Mag in het rapport van de groep staan wat u schreef over {enumerate_nl(parts)}? Het komt door elkaar met "
        f"woorden van anderen, en alleen als genoeg {catalog.who.many} dit goed vinden."
    )


def _numbers(catalog: Catalog, places: int) -> list[int]:
    """The items of a bit set."""
    return [number for place, number in enumerate(catalog.numbers) if places >> place & 1]


class SharingScreen(TextStep):
    """Off unless the leader says yes, per competency; shows to the letter what is shared then. Asks for words apart."""

    HEADING = "Uitwisseling"
    SHORT_HEADING = "Delen"
    HELP = (
        "U kunt veel van elkaar leren. Doet u mee, dan ziet de groep uw code, de tekst die u zelf schrijft, en "
        "wat u zoekt en te bieden hebt bij de competenties met een vinkje. Met Spatie haalt u een vinkje weg. Doet u "
        "niet mee, dan ziet de groep alleen de groepscijfers. Uw begeleider heeft uw antwoorden in beide gevallen, "
        "onder uw code.\n\n"
        "Los daarvan: in het rapport van de groep kunnen eigen woorden van deelnemers staan, uit deel 1 en 2 van "
        "de vragenlijst. Die van u alleen als u dat hier goed vindt. Ze staan er zonder code, door elkaar met die "
        "van anderen, en alleen als genoeg mensen het goed vinden. Uw notities, uw afspraken en wat u in een gesprek "
        "zei, komen er nooit in."
    )
    AUTO_FOCUS = "#share"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Bewaren", id="sharing.save", tooltip="Uw scan bewaren met deze keuze"),
    ]

    choice = query_one("#share", ChoiceList)
    contact = query_one("#contact", TextField)
    items = query_one("#share-items", ChoiceList)
    words = query_one("#share-words", ChoiceList)
    preview = query_one("#preview", Static)

    def compose_body(self) -> Iterator[Widget]:
        everything = self._profile(None)
        numbers = [*_numbers(self.catalog, everything.seeks), *_numbers(self.catalog, everything.offers)]
        only = self.scan.exchange_only
        with VerticalScroll(id="sharing", can_focus=False):
            others = f"andere {self.catalog.who.many}"
            yield Static(Content(f"Wilt u meedoen aan de uitwisseling met {others} in deze ronde?"), id="ask")
            yield ChoiceList(
                [Choice(NO, "Nee, ik deel niets"), Choice(YES, "Ja, dit mag de groep van mij weten")],
                (NO if self.scan.exchange is None else YES,),
                id="share",
            )
            yield Static(Content("Bij ja: hoe kan iemand u bereiken, of wat wilt u erbij zeggen? (mag leeg)"), id="how")
            yield TextField(self.scan.exchange or "", id="contact")
            yield Static("", id="preview", markup=False)
            yield ChoiceList(
                [Choice(str(number), self._said(number, everything)) for number in numbers],
                [str(number) for number in numbers if only is None or number in only],
                several=True,
                id="share-items",
            )
            yield Static(Content(_ask_words(self.catalog)), id="ask-words")
            yield ChoiceList(
                [Choice(YES, "Ja, mijn woorden mogen erin staan, zonder mijn code")],
                (YES,) if self.scan.share_words else (),
                several=True,
                id="share-words",
            )
        with Horizontal(classes="buttons"):
            yield Button("Bewaren", variant="primary", id="go-on")

    def _profile(self, only: tuple[int, ...] | None) -> Profile:
        profile = profile_of(replace(self.scan, exchange="", exchange_only=only), self.catalog.numbers)
        assert profile is not None
        return profile

    def _said(self, number: int, profile: Profile) -> str:
        """'zoekt: 17 Strategieën voor ict-gebruik', as the group gets to see it."""
        verb = "u zoekt" if number in _numbers(self.catalog, profile.seeks) else "u biedt"
        return f"{verb}: {number} {self.catalog.competency(number).label}"

    def on_mount(self) -> None:
        self._show()

    @on(ChoiceList.Changed)
    @on(TextField.Changed)
    def show_change(self) -> None:
        self.hand_over()
        self._show()

    def hand_over(self) -> None:
        shared = self.contact.typed if YES in self.choice.chosen else None
        ticked = tuple(map(int, self.items.chosen))
        # All of them stays all of them when answers change later.
        only = self.scan.exchange_only if shared is None else ticked
        if len(ticked) == len(self.items.choices):
            only = None
        self.edit(replace(self.scan, exchange=shared, exchange_only=only, share_words=YES in self.words.chosen))
        self._show()

    def _show(self) -> None:
        shared = self.scan.exchange is not None
        self.items.display = shared and bool(self.items.choices)
        told = words_of(replace(self.scan, share_words=True)) is not None
        for part in ("#ask-words", "#share-words"):
            self.query_one(part).display = told
        self.preview.update(Content(self._shared() if shared else "Dit wordt gedeeld met de groep: niets."))

    def _shared(self) -> str:
        count = len(self.items.chosen)
        which = "deze competentie" if count == 1 else f"deze {count} competenties"
        what = f"en bij {which}:" if count else "en verder niets."
        return (
            f"Dit wordt gedeeld: uw code {code_in_words(self.scan.participant)}, uw tekst "
            f"({one_line(self.scan.exchange or '') or 'geen'}) {what}"
        )

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.action_go_on()

    @on(Button.Pressed, "#go-on")
    def leave(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_go_on()


ALONE = "Het bestand is alleen voor u. Geef het aan uw begeleider als u dat hebt afgesproken."
_SEALED = (
    "Uw antwoorden zijn verzegeld: op deze laptop kan niemand ze lezen. Uw begeleider opent ze met een sleutel die "
    "ergens anders is, en telt ze mee onder uw code, zonder uw naam."
)
WITH_KEY = (
    "Het resultaat blijft verzegeld. Wie de sleutel heeft die u nu gebruikt, kan het lezen, ook op deze computer. Voor "
    "wie geen sleutel heeft, is het dicht."
)
IN_A_ROUND = (
    "Uw begeleider telt dit bestand mee in de groepscijfers, onder uw code en zonder uw naam. Een rapport op uw eigen "
    "usb-stick? Druk op s."
)


_SEALED_HELP = (
    "Uw resultaat staat in één bestand. Het is verzegeld: alleen wie de sleutel heeft, kan het lezen. Een rapport "
    "maakt zelfscan hier niet, want dat zou iedereen kunnen openen. Uw begeleider kan het later voor u maken.\n\n"
    "Met 'opnieuw bekijken' gaat u terug naar uw kwadrant. Met 'klaar' haalt zelfscan uw antwoorden van het scherm."
)


class SaveScreen(StepScreen):
    """Has the result written, and shows what came of it."""

    HEADING = "Bewaren"
    HELP = (
        "Uw resultaat staat in één bestand. Het is gewone tekst: u kunt het openen en lezen met elk tekstprogramma. "
        "Geef het alleen aan wie u wilt.\n\nMet 'opnieuw bekijken' gaat u terug naar uw kwadrant. Met 'klaar' "
        "haalt zelfscan uw antwoorden van het scherm. Later kijkt u terug met: zelfscan open, met het bestand erachter."
        "\n\nMet 'rapport maken' krijgt u een PDF om af te drukken: uw kwadrant, uw ontwikkelpunten en een agenda voor "
        "het gesprek, met ruimte om te schrijven. Die komt naast uw resultaat te staan. Hebben uw afspraken een datum? "
        "Dan maakt 'in mijn agenda' er een bestand van dat u opent in Outlook, Google Agenda of op uw telefoon."
    )
    LEAVING_KEYS = frozenset({"enter", "tab", "shift+tab", "left", "right", "t", "r", "a", "s"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Klaar", priority=True, id="save.done",
                tooltip="Klaar: uw antwoorden gaan van het scherm"),
        Binding("enter", "put", "Hier bewaren", id="save.put", tooltip="Bewaren op de gekozen plek"),
        Binding("r", "report", "Rapport", id="save.report",
                tooltip="Een rapport maken om af te drukken of te sturen"),
        Binding("a", "agenda", "Agenda", id="save.agenda",
                tooltip="De data van uw afspraken als agendabestand bewaren"),
        Binding("s", "report_elsewhere", "Op een stick", id="save.stick", show=False,
                tooltip="Uw rapport op uw eigen usb-stick zetten, of in een andere map"),
        Binding("t", "look_again", "Opnieuw bekijken", id="save.again", tooltip="Terug naar uw kwadrant"),
        Binding("tab,right", "next_field", show=False, id="save.next", tooltip="Naar de volgende knop"),
        Binding("shift+tab,left", "previous_field", show=False, id="save.previous", tooltip="Naar de vorige knop"),
    ]  # fmt: skip

    outcome: reactive[Saved | Failed | None] = reactive[Saved | Failed | None](None, bindings=True)

    report: reactive[Path | ZelfscanError | None] = reactive[Path | ZelfscanError | None](
        None, init=False, always_update=True
    )

    headline = query_one("#save-headline", Static)
    place = query_one("#save-place", Static)
    advice = query_one("#save-advice", Static)
    told = query_one("#save-report", Static)
    elsewhere = query_one(PlaceChoice)

    def compose_body(self) -> Iterator[Widget]:
        with Vertical(id="save"):
            yield Static("", id="save-headline", markup=False)
            yield Static("", id="save-place", markup=False)
            yield Static("", id="save-advice", markup=False)
            yield Static("", id="save-report", markup=False)
            yield PlaceChoice(id="save-elsewhere")
            with Horizontal(classes="buttons", id="save-buttons"):
                yield Button("Klaar", variant="primary", id="done")
                yield Button("Rapport maken", id="report")
                if due_dates(self.scan):
                    yield Button("In mijn agenda", id="agenda")
                yield Button("Opnieuw bekijken", id="again")

    def help_text(self) -> str:
        sealed = isinstance(self.outcome, Saved) and self.outcome.sealed
        return _SEALED_HELP if sealed else super().help_text()

    def on_mount(self) -> None:
        # The screen shows what came of it once it is mounted.
        self.call_later(self._save)

    def _save(self, folder: Path | None = None) -> None:
        outcome = self.desk.save(self.scan, folder)
        if isinstance(outcome, Saved):
            self.scan = outcome.scan
            self.show_trail()
        self.outcome = outcome

    def watch_outcome(self, outcome: Saved | Failed | None) -> None:
        if not self.is_mounted:
            return
        self.set_class(isinstance(outcome, Failed), "-failed")
        match outcome:
            case Saved(path=path, sealed=sealed):
                self.set_class(sealed, "-sealed")
                self._show_files(f"✓ {self.desk.what} is bewaard.", path)
                self.advice.update(Content(self._advice()))
                self.set_focus(self.query_one("#done"))
            case Failed(text, places):
                self.headline.update(Content(f"✗ {self.desk.what} is nog niet bewaard."))
                self.place.update(Content(text))
                self.advice.update(Content(""))
                self.elsewhere.offer(places)
        self.take_keys()

    def watch_report(self, report: Path | ZelfscanError | None) -> None:
        self.set_class(isinstance(report, ZelfscanError), "-no-report")
        if isinstance(report, Path) and isinstance(self.outcome, Saved):
            made = "uw agendabestand" if report.suffix == CALENDAR else "uw rapport"
            if report.parent != self.outcome.path.parent:
                self._show_files(f"✓ {self.desk.what} is bewaard. Uw rapport: {shown_path(report)}", self.outcome.path)
                return
            self._show_files(f"✓ {self.desk.what} is bewaard en {made} is gemaakt.", self.outcome.path, report)
        elif isinstance(report, ZelfscanError):
            self.told.update(Content(f"✗ {report}"))
        self.take_keys()

    def _show_files(self, headline: str, *paths: Path) -> None:
        self.headline.update(Content(headline))
        names = "\n".join(shown_path(path.name) for path in paths)
        self.place.update(Content(f"{names}\n\nin de map\n{shown_path(paths[0].parent)}"))

    def _advice(self) -> str:
        chosen = enumerate_nl(f"‘{self.catalog.competency(point.competency).label}’" for point in self.scan.development)
        return "\n\n".join(
            (
                f"U wilt werken aan: {chosen}." if chosen else "U koos nog geen ontwikkelpunten. Dat mag ook later.",
                self._who_reads(),
                f"Uw code is {code_in_words(self.scan.participant)}. Schrijf die op, voor een volgende scan.",
            )
        )

    def _who_reads(self) -> str:
        if isinstance(self.outcome, Saved) and self.outcome.sealed:
            return WITH_KEY if self.outcome.with_key else _SEALED
        return IN_A_ROUND if self.scan.round_name else ALONE

    @on(PlaceChoice.Chosen)
    def try_elsewhere(self, event: PlaceChoice.Chosen) -> None:
        event.stop()
        self._save(expanded(event.folder))

    def action_press(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.take_keys()

    def action_put(self) -> None:
        if isinstance(self.focused, Button):
            self.focused.press()
        else:
            self.elsewhere.accept()

    @on(Button.Pressed, "#report")
    def action_report(self) -> None:
        # Here and not above: the app starts without what only a report needs.
        from zelfscan.reports import PDF, no_pdf

        if not self._can_be_reported():
            self.take_keys()
        elif missing := no_pdf():
            text = f"{missing}\n\nZonder dat kan het rapport nu in Markdown: gewone tekst."
            self.ask(ConfirmDialog("Rapport maken", text, yes="Markdown maken", no="Nu niet"), self._make_markdown)
        else:
            self._want(PDF)

    def action_report_elsewhere(self) -> None:
        """Ask for a folder, such as a stick of the leader's own, and write the report there."""
        from zelfscan.tui.dialogs import PlaceDialog

        why = (
            "Typ de map van uw usb-stick, of een andere map. Zelfscan zet daar uw rapport, met uw antwoorden. Uw "
            "resultaat blijft waar het staat."
        )
        self.ask(PlaceDialog(why, (), self._report_in, "Uw rapport op een usb-stick"), self._tell_elsewhere)

    def _report_in(self, folder: Path) -> Path | ZelfscanError:
        from zelfscan.reports import MARKDOWN, PDF, no_pdf

        assert isinstance(self.outcome, Saved)
        if not (there := expanded(folder)).is_dir():
            return ZelfscanError("Deze map bestaat niet.", "Typ de hele naam, en probeer opnieuw.")
        return self.desk.report(self.scan, there / self.outcome.path.name, MARKDOWN if no_pdf() else PDF)

    def _tell_elsewhere(self, path: Path | None) -> None:
        if path is not None:
            self.report = path

    @on(Button.Pressed, "#agenda")
    def action_agenda(self) -> None:
        """Write the dates as a calendar file beside the result."""
        if self._can_be_reported():
            self._want(CALENDAR)
        else:
            self.take_keys()

    def _can_be_reported(self) -> bool:
        # An open report beside it would undo the seal.
        return isinstance(self.outcome, Saved) and not self.outcome.sealed

    def _make_markdown(self, yes: bool | None) -> None:
        from zelfscan.reports import MARKDOWN

        if yes:
            self._want(MARKDOWN)

    def _want(self, suffix: str) -> None:
        if isinstance(self.outcome, Saved):
            self.report = self.desk.report(self.scan, self.outcome.path, suffix)

    @on(Button.Pressed, "#done")
    def action_done(self) -> None:
        self.dismiss(Move.DONE)

    @on(Button.Pressed, "#again")
    def action_look_again(self) -> None:
        self.dismiss(Move.LOOK_AGAIN)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        failed = isinstance(self.outcome, Failed)
        if action in ("report", "report_elsewhere"):
            return self._can_be_reported()
        if action == "agenda":
            return self._can_be_reported() and bool(due_dates(self.scan))
        if action == "put":
            return failed
        # With a field to type in on the screen, a letter is no command.
        return not (failed and action in ("press", "look_again"))
