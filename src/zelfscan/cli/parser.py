"""The commands and their options, in Dutch."""

from __future__ import annotations

import argparse
import gc
import re
from collections.abc import Callable, Collection, Sequence
from importlib import import_module
from typing import NoReturn

from zelfscan import __version__
from zelfscan.cli.values import (
    a_code,
    a_division,
    a_name,
    a_path,
    a_prefix,
    a_recipient,
    an_output,
    at_least_one,
    minutes,
)
from zelfscan.safe_text import shortened

DEFAULT_COMMAND = "scan"
MESSAGE_ROOM = 400
"""The characters of a complaint about what was typed, which it quotes."""
MINIMUM = 5
"""The fewest answers that a group figure is shown over, when nobody asks for another number."""
Command = Callable[[argparse.Namespace], int]

_TRANSLATIONS = (
    (r"the following arguments are required: (.*)", r"dit ontbreekt: \1"),
    (r"argument ([^:]*): expected one argument", r"achter \1 hoort een waarde"),
    (r"argument ([^:]*): expected at least one argument", r"achter \1 hoort ten minste één waarde"),
    (r"argument ([^:]*): invalid choice: (.*) \(choose from .*", r"\2 is geen opdracht die zelfscan kent"),
    (r"argument ([^:]*): not allowed with argument (.*)", r"\1 kan niet samen met \2"),
    (r"argument ([^:]*): ignored explicit argument (.*)", r"achter \1 hoort geen waarde, maar er staat \2"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 is niet duidelijk: bedoelde u \2?"),
    (r"argument ([^:]*): (.*)", r"\1: \2"),
)


class _Once(argparse.Action):
    """Stores a value, and takes no second one: argparse would drop the first in silence."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        seen: set[str] = vars(namespace).setdefault("given_once", set())
        if option_string and self.dest in seen:
            raise argparse.ArgumentError(self, "staat er meer dan één keer; geef deze optie één keer")
        seen.add(self.dest)
        setattr(namespace, self.dest, values)


class DutchParser(argparse.ArgumentParser):
    """An argument parser whose help and errors are Dutch; every error ends the program with status 2."""

    def __init__(self, prog: str, description: str = "", **_: object) -> None:
        super().__init__(prog=prog, description=description, add_help=False, allow_abbrev=False)
        # Python 3.14 wants colours in what it explains, here and in the parser of each command.
        self.color = False
        self.register("action", None, _Once)
        self.given = self.add_argument_group("wat u opgeeft")
        self.options = self.add_argument_group("opties")
        self.options.add_argument("-h", "--help", action="help", help="deze uitleg tonen")
        self.known: dict[str, DutchParser] = {}
        """The words that can stand first, each with its own parser."""

    def format_help(self) -> str:
        return re.sub(r"\Ausage:", "gebruik:", super().format_help())

    def format_usage(self) -> str:
        return re.sub(r"\Ausage:", "gebruik:", super().format_usage())

    def error(self, message: str) -> NoReturn:
        for english, dutch in _TRANSLATIONS:
            if found := re.fullmatch(english, message, re.DOTALL):
                message = found.expand(dutch) + (_meant(found[2], self.known) if "invalid choice" in english else "")
                break
        self.exit(2, f"{self.prog}: {shortened(message, MESSAGE_ROOM)}\nUitleg: {self.prog} --help\n")

    def refuse(self, unknown: Sequence[str], command: str) -> NoReturn:
        """End with the words that a command does not know, and what was meant by them, perhaps."""
        own = self.known[command]
        late = next((word for word in unknown if word in self.known), "")
        meant = _meant(unknown[0], re.findall(r"--[a-z-]+", own.format_usage()))
        hint = f"; zet de opdracht vooraan: {self.prog} {late} …" if late else meant
        own.error(f"onbekend: {' '.join(unknown)}{hint}")


def _meant(typed: str, known: Collection[str]) -> str:
    # Here and not above: only a typing error needs it.
    from difflib import get_close_matches

    near = get_close_matches(typed.strip("'\"").lower(), known, n=1)
    return f"; bedoelde u '{near[0]}'?" if near else ""


def add_key(parser: DutchParser) -> None:
    """The option that every command has which reads results."""
    parser.options.add_argument(
        "--sleutel",
        metavar="BESTAND",
        type=a_path,
        action="append",
        help="de sleutel waarmee verzegelde resultaten opengaan; mag vaker",
    )


def add_recipients(parser: DutchParser, summary: str) -> None:
    """The option of commands that seal what they write."""
    parser.options.add_argument("--ontvanger", metavar="SLEUTEL", type=a_recipient, action="append", help=summary)


def add_signing(parser: DutchParser) -> None:
    """The option of commands that tell which results a round did not sign."""
    parser.options.add_argument(
        "--handtekening",
        metavar="BESTAND",
        type=a_path,
        action="append",
        help="noem wat niet met deze handtekening van een ronde is ondertekend; mag vaker",
    )


def add_outputs(parser: DutchParser, *, naar: str = "") -> None:
    """The options that every command has which writes files; `naar` says what it could print, if it prints."""
    if naar:
        parser.options.add_argument("--naar", metavar="UIT", type=a_path, help=naar)
    parser.options.add_argument(
        "--overschrijf", action="store_true", help="vervang ook een bestand dat zelfscan niet zo heeft gemaakt"
    )


def build_parser() -> tuple[DutchParser, dict[str, Command]]:
    """The parser, and per command the function that does it. Rooms are imported when their command runs."""
    parser = DutchParser(
        "zelfscan", "Zelfscan: waar staat u, en wat wilt u ontwikkelen? Zonder opdracht begint de scan."
    )
    parser.options.add_argument(
        "--version", action="version", version=f"zelfscan {__version__}", help="de versie tonen"
    )  # fmt: skip
    parser.options.add_argument(
        "--controleer-installatie", action="store_true", help="zeggen wat deze computer kan, en waar bestanden komen"
    )
    # Without its own `prog` argparse would work out the usage and the width of the terminal for it, at every start.
    subparsers = parser.add_subparsers(
        dest="command", metavar="OPDRACHT", required=True, title="opdrachten", prog=parser.prog
    )
    commands: dict[str, Command] = {}

    def add(name: str, summary: str, function: str) -> DutchParser:
        def run(arguments: argparse.Namespace) -> int:
            module, _, called = function.partition(".")
            command: Command = getattr(import_module(f"zelfscan.cli.{module}"), called)
            gc.enable()
            return command(arguments)

        commands[name] = run
        added: DutchParser = subparsers.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}."
        )
        added.options.add_argument("--catalogus", metavar="MAP", type=a_path, help="een eigen vragenlijst gebruiken")
        return added

    scan = add("scan", "de scan invullen (ook zonder het woord 'scan')", "scan.run_scan")
    scan.options.add_argument(
        "--ronde", metavar="NAAM", type=a_name, help="een vragenlijstronde op een gedeelde laptop"
    )
    scan.options.add_argument("--deelnemer", metavar="CODE", type=a_code, default="", help="deze code alvast invullen")
    scan.options.add_argument(
        "--begeleider", action="store_true", help="bij een ronde: vraag een begeleiderscode, nodig om te sluiten"
    )
    scan.options.add_argument(
        "--inactief", metavar="MINUTEN", type=minutes, help="bij een ronde: na zoveel minuten afdekken (gewoonlijk 5)"
    )
    scan.options.add_argument(
        "--verwacht", metavar="AANTAL", type=at_least_one, help="bij een ronde: zoveel mensen doen er mee"
    )
    scan.options.add_argument(
        "--laptop", metavar="LETTER", type=a_prefix, help="bij een ronde op twee laptops of meer: codes als B-01"
    )
    scan.options.add_argument("--exports", metavar="MAP", type=an_output, help="de map waar resultaten komen")

    add_recipients(scan, "bij een ronde: verzegel alles voor deze ontvanger; mag vaker")
    scan.options.add_argument(
        "--handtekening",
        metavar="BESTAND",
        type=an_output,
        help="bij een ronde: onderteken elk resultaat; het bestand wordt gemaakt als het er niet is",
    )
    scan.options.add_argument(
        "--verberg-code", action="store_true", help="bij een verzegelde ronde: zet geen code in de namen van bestanden"
    )

    opened = add("open", "een resultaat opnieuw bekijken: kwadrant, punten en onderwerpen", "scan.open_result")
    talk = add("gesprek", "met een ander in gesprek over een resultaat, en afspraken maken", "scan.converse")
    division = add("verdeling", "wie in uw school welke competentie heeft: een gespreksblad", "commands.divide")
    division.options.add_argument("--csv", metavar="UIT", type=a_path, help="het blad als CSV, zonder scherm")
    add_outputs(division)
    choice = "zonder bestand kiest u uit uw scans"
    for one in (opened, talk, division):
        one.given.add_argument(
            "bestand", metavar="BESTAND", type=a_path, nargs="?", help=f"het resultaat (.toml); {choice}"
        )
        add_key(one)
        add_recipients(one, "bewaar een verzegeld resultaat ook voor deze ontvanger; mag vaker")

    group = add("groep", "van de bestanden van een ronde naar groepscijfers en uitwisseling", "group.run_group")
    group.given.add_argument("paden", metavar="PAD", type=a_path, nargs="+", help="bestanden of mappen")
    group.options.add_argument("--json", action="store_true", help="de cijfers als JSON")
    group.options.add_argument("--tekst", action="store_true", help="de cijfers als gewone tekst")
    for option, place, what in (
        ("--csv", "UIT", "de cijfers als CSV, met SPSS-syntax ernaast"),
        ("--scores", "UIT", "een rij per competentie als CSV: rds, mwds, rang, belegd, voortgang"),
        ("--xlsx", "UIT", "de cijfers als Excel-bestand met grafieken"),
        ("--figuren", "MAP", "elke figuur met staven als SVG in deze map"),
        ("--ruw", "UIT", "alle antwoorden met code als CSV (persoonsgegevens: wees zuinig)"),
        ("--breed", "UIT", "een rij per persoon als CSV (persoonsgegevens: wees zuinig)"),
    ):
        group.options.add_argument(option, metavar=place, type=a_path, help=what)
    group.options.add_argument(
        "--open-antwoorden", action="store_true", help="bij --breed: ook de open antwoorden, van wie dat goedvond"
    )
    group.options.add_argument("--rapport", metavar="UIT", type=a_path, help="een rapport: UIT.pdf of UIT.md")
    group.options.add_argument("--kort", action="store_true", help="maak van --rapport één bladzijde")
    group.options.add_argument(
        "--uitwisseling", metavar="UIT", type=a_path, help="wie van wie kan leren, met draaiboek: UIT.pdf of UIT.md"
    )
    group.options.add_argument(
        "--zonder-uitwisseling", action="store_true", help="noem nergens anders wie wil uitwisselen"
    )
    group.options.add_argument(
        "--draaiboek", metavar="UIT", type=a_path, help="alleen het draaiboek voor het overleg: UIT.pdf of UIT.md"
    )
    group.options.add_argument("--svg", metavar="UIT", type=a_path, help="alleen het kwadrant, als plaatje voor dia's")
    add_outputs(group, naar="schrijf de cijfers in een bestand: UIT.txt of UIT.json")
    group.options.add_argument(
        "--minimum",
        metavar="N",
        type=at_least_one,
        default=MINIMUM,
        help=f"toon niets over minder dan N antwoorden ({MINIMUM})",
    )
    group.options.add_argument(
        "--streng", action="store_true", help="verberg ook wat iets zegt over wie maar één vraag kreeg"
    )
    group.options.add_argument("--per", metavar="school", type=a_division, help="ook cijfers per school")
    group.options.add_argument("--groepen", metavar="LIJST", type=a_path, help="ook cijfers per groep: code;groep")
    group.options.add_argument("--concepten", action="store_true", help="tel ook onafgemaakte scans mee")
    group.options.add_argument(
        "--eerder",
        metavar="MAP",
        type=a_path,
        nargs="+",
        action="extend",
        help="vergelijk met een eerdere ronde, op code",
    )

    add_key(group)
    add_signing(group)

    report = add("rapport", "van een resultaat een rapport maken om mee te nemen", "reporting.report")
    report.given.add_argument(
        "bestand", metavar="BESTAND", type=a_path, nargs="?", help=f"het resultaat (.toml), of een map; {choice}"
    )
    report.options.add_argument(
        "--ronde", metavar="MAP", type=a_path, nargs="+", help="zet elk antwoord naast die van de anderen in deze ronde"
    )
    report.options.add_argument(
        "--minimum",
        metavar="N",
        type=at_least_one,
        default=MINIMUM,
        help=f"bij --ronde: toon niets over minder dan N anderen ({MINIMUM})",
    )
    report.options.add_argument(
        "-o", "--uit", metavar="UIT", type=a_path, help="UIT.pdf of UIT.md (gewoonlijk een PDF naast het resultaat)"
    )
    report.options.add_argument("--svg", metavar="UIT", type=a_path, help="alleen het kwadrant, als plaatje voor dia's")
    report.options.add_argument(
        "--agenda", metavar="UIT", type=a_path, help="de data van de afspraken, als bestand voor uw agenda: UIT.ics"
    )
    add_outputs(report)
    add_key(report)

    compared = add("vergelijk", "twee scans van uzelf vergelijken: wat er veranderde", "commands.compare_results")
    compared.given.add_argument(
        "eerder", metavar="EERDER", type=a_path, nargs="?", help=f"het resultaat van de eerdere scan; {choice}"
    )
    compared.given.add_argument(
        "later", metavar="LATER", type=a_path, nargs="?", help="het resultaat van de latere scan"
    )
    compared.options.add_argument("--tekst", action="store_true", help="als gewone tekst, zonder scherm")
    add_outputs(compared, naar="schrijf de tekst in een bestand: UIT.txt")
    add_key(compared)
    add_recipients(compared, "bij een verzegeld resultaat: schrijf het ook voor deze ontvanger; mag vaker")

    check = add("controleer", "resultaten controleren; een regel per probleem", "commands.check")
    check.given.add_argument("paden", metavar="PAD", type=a_path, nargs="+", help="bestanden of mappen")
    add_key(check)
    add_signing(check)

    sheet = add("blad", "de vragenlijst als bestand: voor in de browser, of voor op papier", "commands.make_sheet")
    sheet.options.add_argument(
        "-o", "--uit", metavar="UIT", type=a_path, help="UIT.html of UIT.pdf (gewoonlijk vragenlijst.html)"
    )
    sheet.options.add_argument("--ronde", metavar="NAAM", type=a_name, help="de ronde waar het bij hoort")
    add_recipients(sheet, "bij een ronde: de pagina verzegelt wat zij bewaart; mag vaker")
    add_outputs(sheet)

    example = add("voorbeeld", "een verzonnen resultaat en een ronde, om te proberen", "commands.make_example")
    example.given.add_argument(
        "map", metavar="MAP", type=a_path, nargs="?", help="een lege map (gewoonlijk 'voorbeeld' bij uw resultaten)"
    )

    key = add("ronde-sleutel", "een sleutel maken waarmee u de resultaten van een ronde verzegelt", "commands.make_key")
    key.given.add_argument("uit", metavar="UIT", type=a_path, help="het bestand voor de geheime sleutel")
    key.options.add_argument("--wachtzin", action="store_true", help="bescherm de sleutel met een wachtzin")
    key.options.add_argument(
        "--proef", action="store_true", help="maak niets, maar probeer of deze sleutel en zijn ontvanger werken"
    )

    catalog = add(
        "catalogus", "de stellingen, schalen en gespreksonderwerpen tonen of controleren", "commands.show_catalog"
    )
    catalog.options.add_argument("--json", action="store_true", help="als JSON")
    catalog.options.add_argument(
        "--nieuw", metavar="MAP", type=a_path, help="een begin van een eigen vragenlijst in deze map zetten"
    )
    catalog.options.add_argument(
        "--controleer", metavar="MAP", type=a_path, help="een map met catalogusbestanden controleren"
    )
    parser.known = subparsers.choices
    add_outputs(catalog, naar="schrijf de catalogus in een bestand: UIT.txt of UIT.json")
    return parser, commands
