"""The questionnaire as a form to fill in with a pen, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zelfscan import __version__
from zelfscan.domain import DO_NOT_KNOW, Catalog, Scale
from zelfscan.reports.forms.pdf import typeset
from zelfscan.reports.sheet import HTML, POSITIONS, SHARING, asks_words, numbered, questions


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part with open questions; `field` is what stands around the model, `marks` what to draw in it."""

    title: str
    explanation: str
    questions: tuple[str, ...]
    field: Ends | None = None
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Ends:
    """The words around the model of personalised learning."""

    left: str
    right: str
    top: str
    bottom: str


@dataclass(frozen=True, slots=True)
class PaperScale:
    """A scale with its question, and what each digit means."""

    name: str
    question: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What stands on the form, in the order of `vragenlijst.typ`."""

    title: str
    subtitle: str
    footer: str
    made: date | None
    about: tuple[str, ...]
    facts: tuple[str, ...]
    opening: tuple[PaperPart, ...]
    items_title: str
    items_explanation: str
    scales: tuple[PaperScale, PaperScale]
    items: tuple[tuple[int, str], ...]
    points_title: str
    points_explanation: str
    point: str
    support: tuple[str, ...]
    sharing_title: str
    sharing: tuple[str, ...]
    contact: str


def sheet_pdf(catalog: Catalog, round_name: str = "") -> bytes:
    """The form for paper: what is circled on it is typed over as two digits an item.

    Raises ZelfscanError when the typesetter is missing or cannot set it.
    """
    form = PaperSheet(
        title=f"Zelfscan {catalog.title}",
        subtitle=f"Vragenlijst bij de ronde {round_name}" if round_name else "Vragenlijst",
        footer=f"zelfscan {__version__}",
        made=None,
        about=(
            f"Bij {len(catalog.competencies)} competenties beantwoordt u twee vragen. Dat duurt zo'n tien minuten. "
            "Schrijf geen naam op dit papier, alleen uw code.",
            "Daarna typt iemand het over: start zelfscan en typ bij elke competentie twee cijfers, eerst dat van "
            f"{catalog.importance.measure} en dan het andere. Bewaar dit papier niet langer dan nodig.",
        ),
        facts=("Uw code", "Uw school (mag leeg blijven)"),
        opening=tuple(_paper_parts(catalog)),
        items_title=numbered(catalog, "deel-3"),
        items_explanation="Omcirkel bij elke vraag één cijfer. Beoordeel alleen uzelf, niet uw team. Een vraag "
        f"overslaan mag. Bent u net begonnen als {catalog.who.full}? Dan mag u de tweede kolom leeg laten.",
        scales=(_paper_scale(catalog.importance), _paper_scale(catalog.attainment)),
        items=tuple((item.number, item.statement) for item in catalog.competencies),
        points_title="Ontwikkelpunten",
        points_explanation="Kies ten hoogste drie competenties waaraan u wilt werken, de belangrijkste eerst. Kruis "
        "aan wat u daarbij helpt.",
        point="Nummer van de competentie",
        support=tuple(item.name for item in catalog.support),
        sharing_title="Delen met de groep",
        sharing=SHARING if asks_words(catalog) else SHARING[:1],
        contact="Wat wilt u de groep laten weten? Mag leeg blijven.",
    )
    return typeset(form, "vragenlijst.typ", f"De vragenlijst als pagina kan altijd: kies een naam op {HTML}.")


def _paper_scale(scale: Scale) -> PaperScale:
    levels = tuple((str(level), word) for level, word in enumerate(scale.levels, start=1))
    return PaperScale(scale.name, scale.question, (*levels, ("0", DO_NOT_KNOW)))


def _paper_parts(catalog: Catalog) -> Iterator[PaperPart]:
    """The parts with open questions, as far as this questionnaire has them."""
    if (model := catalog.learning) is not None:
        yield PaperPart(
            numbered(catalog, "deel-1"),
            f"{model.explanation} U mag dit deel overslaan.",
            tuple(question for _, _, question in POSITIONS),
            Ends(model.left, model.right, model.top, model.bottom),
            "Zet een N op de plek van nu, en een A bij uw ambitie.",
        )
    if catalog.materials is not None:
        yield PaperPart(
            numbered(catalog, "deel-2"),
            f"{catalog.materials.explanation} U mag dit deel overslaan.",
            tuple(question for _, question in questions(catalog)),
        )
