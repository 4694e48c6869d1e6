"""The keys of the group view, and what F1 tells about it."""

from __future__ import annotations

from textual.binding import Binding, BindingType

PAGES = Binding.Group("Bladzijde", compact=True)
ENTRIES = Binding.Group("Kiezen", compact=True)
LINES = Binding.Group("Schuiven", compact=True)
STEP = 8
PAGE_KEYS = "34567890krouvb"

HELP = (
    "Dit is het beeld van de hele groep. Met ← en → bladert u; een cijfer of de onderstreepte letter opent een "
    "bladzijde meteen, en klikken kan ook.\n\n"
    "Figuur 3 tot en met 10: per competentie staat boven hoe belangrijk de leiders haar vinden en daaronder in "
    "hoeverre zij van toepassing is. Hoe voller het patroon (░ ▒ ▓ █), hoe hoger het niveau. n is het aantal "
    "leiders dat antwoord gaf. Een vraag zonder antwoord telt niet mee. Zijn er te weinig antwoorden, dan staat "
    "er geen staaf, omdat een leider dan te herkennen zou zijn.\n\n"
    "Kwadrant: een getal staat bij het deel van de leiders dat een van de twee hoogste niveaus koos. Getallen die "
    "op dezelfde plaats horen, staan naast elkaar; de percentages staan naast het kwadrant.\n\n"
    "Ranglijst: de competenties met de meeste behoefte eerst. 1= betekent: deze plaats wordt gedeeld.\n\n"
    "Uitwisseling: alleen leiders die daarvoor hebben gekozen."
)

BINDINGS: tuple[BindingType, ...] = (
    Binding("left", "turn(-1)", "Vorige bladzijde", priority=True, group=PAGES, id="group.left",
            tooltip="De vorige of de volgende bladzijde"),
    Binding("right", "turn(1)", "Volgende bladzijde", priority=True, group=PAGES, id="group.right",
            tooltip="De vorige of de volgende bladzijde"),
    Binding("up", "move(-1)", "Vorige", priority=True, group=ENTRIES, id="group.up",
            tooltip="Het vorige of het volgende uit de lijst kiezen"),
    Binding("down", "move(1)", "Volgende", priority=True, group=ENTRIES, id="group.down",
            tooltip="Het vorige of het volgende uit de lijst kiezen"),
    Binding("up", "scroll(-1)", "Omhoog", priority=True, group=LINES, id="group.scroll_up",
            tooltip="Een regel verder of terug lezen"),
    Binding("down", "scroll(1)", "Omlaag", priority=True, group=LINES, id="group.scroll_down",
            tooltip="Een regel verder of terug lezen"),
    Binding("pagedown", "read(1)", "Lezen", priority=True, id="group.read_down",
            tooltip="Een bladzijde verder of terug lezen in de tekst"),
    Binding("pageup", "read(-1)", "Terug lezen", show=False, priority=True, id="group.read_up",
            tooltip="Een bladzijde verder of terug lezen in de tekst"),
    Binding("enter", "figure", "Figuur", priority=True, id="group.figure",
            tooltip="De figuur openen waarin deze competentie staat"),
    *(
        Binding(key, f"move({step})", "Verder in de lijst", show=False, priority=True, id=f"group.{key}",
                tooltip="Met grote stappen door de lijst")
        for key, step in (("pageup", -STEP), ("pagedown", STEP))
    ),
    *(
        Binding(key, f"jump({end})", "Begin of einde", show=False, priority=True, id=f"group.{key}",
                tooltip="Naar het begin of het einde")
        for key, end in (("home", False), ("end", True))
    ),
    *(
        Binding(key, f"open('{key}')", "Bladzijde openen", show=False, priority=True, id=f"group.page_{key}",
                key_display="3-9, 0" if key.isdigit() else key,
                tooltip="Figuur 3 tot en met 9 openen, of 10 met 0" if key.isdigit() else name)
        for key, name in zip(PAGE_KEYS, (*8 * [""], "Het kwadrant", "De ranglijst", "De onderwerpen",
                                         "De uitwisseling", "De voortgang sinds een eerdere ronde",
                                         "De bestanden"), strict=True)
    ),
    Binding("escape", "leave", "Stoppen", key_display="Esc", priority=True, id="group.leave",
            tooltip="zelfscan sluiten"),
)  # fmt: skip
