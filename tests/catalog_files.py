"""A small sound catalog as files, to put faults in."""

from __future__ import annotations

from pathlib import Path

INSTRUMENT_FILE, ITEMS_FILE = "instrument.yaml", "competenties.yaml"
ROLE_FILE, LINKS_FILE = "onderwerpen-bestuurder.yaml", "koppelingen.yaml"

INSTRUMENT = """\
instrument: "proef"
versie: 1
titel: "proeven"
welkom: "Proef?"
gesprek_met: "de kok"
bron: "Een bron."
literatuur: ["Een boek."]
wie: {voluit: "proever", een: "proever", meer: "proevers", code: "PR", collega: "kok"}
schalen:
  belang: {naam: "i", maat: "de i", in_zin: "ij", laag: "-i", hoog: "+i", vraag: "I?", niveaus: ["a", "b", "c", "d"]}
  aanwezig: {naam: "t", maat: "de t", in_zin: "tj", laag: "-t", hoog: "+t", vraag: "T?", niveaus: ["e", "f", "g", "h"]}
kwadrant: {linksboven: "lb", rechtsboven: "rb", rechtsonder: "ro", linksonder: "lo"}
leermodel:
  {linksboven: "lb", rechtsboven: "rb", rechtsonder: "ro", linksonder: "lo",
   links: "l", rechts: "r", boven: "b", onder: "o", uitleg: "Zo.", bron: "Bron."}
leermiddelen:
  titel: "Middelen"
  kort: "Middel"
  uitleg: "Hierover."
  gebruikt: {kop: "k1", vraag: "v1?"}
  meerwaarde: {kop: "k2", vraag: "v2?"}
  valkuilen: {kop: "k3", vraag: "v3?"}
voorbeeldrol: {competenties: [1], naam: "uw voorbeeld", gevolg: "Dus."}
opvallend:
  - {id: "o1", titel: "Opvallend", advies: "Doe iets.", competenties: [1, 2], gronden: ["tekort", "laag"], helft: true}
  - {id: "o2", titel: "Ook", advies: "Doe dit.", deel: "leermiddelen", zin: "gebruiken iets"}
"""
ITEMS = """\
domeinen:
  - {id: "dom", naam: "Domein"}
gebieden:
  - {id: "geb", naam: "Gebied", kort: "Geb", domein: "dom", figuur: 3, omschrijving: "Over dit gebied."}
competenties:
  - {nummer: 1, kort: "Eerste", stelling: "Ik doe het eerste.", gebied: "geb",
     uitleg: "Over het eerste.", voorbeelden: ["Zo.", "Of zo."]}
  - {nummer: 2, kort: "Tweede", stelling: "Ik doe het tweede.", gebied: "geb",
     uitleg: "Over het tweede.", voorbeelden: ["Dit.", "Of dat."]}
ondersteuning:
  - {id: "sparren", naam: "Sparren", uitleg: "Praten met iemand.", biedt: true}
beleidsthemas:
  - {id: "avg", naam: "AVG", competenties: [1, 2]}
"""
ROLE = """\
rol: "bestuurder"
naam: "Bestuurder"
inleiding: "Voor het gesprek."
bron: "Een bron."
hoofdvragen:
  - {id: "1a", titel: "Visie", thema: "Thema", vraag: "Waarom?"}
onderwerpen:
  - id: "1.1"
    titel: "Eerste onderwerp"
    hoofdvraag: "1a"
    samenvatting: "Hierover gaat het."
    gespreksvragen: ["Wat?", "Hoe?"]
    beleidsthemas: ["avg"]
  - {id: "1.2", titel: "Tweede", hoofdvraag: "1a", samenvatting: "Dit.", gespreksvragen: ["Wat?", "Hoe?", "Wie?"]}
tips:
  - titel: "Een boek"
    soort: "boek"
    uitgever: "Een uitgever"
    onderwerpen: ["1.1", "1.2"]
    competenties: [2]
    peildatum: 2022
    uitleg: "Lees dit."
  - {titel: "Een artikel", soort: "artikel", onderwerpen: ["1.2"], peildatum: 2026}
"""
LINKS = """\
koppelingen:
  - {competentie: 1, onderwerp: "1.1", gewicht: 2, reden: "want zo is het."}
  - {competentie: 2, onderwerp: "1.2", gewicht: 2, reden: "want zo is het."}
  - {competentie: 2, onderwerp: "1.1", gewicht: 1, reden: "want zo is het."}
"""
OTHER_ROLE = """\
rol: "i-coach"
naam: "I-coach"
inleiding: "Voor het gesprek."
bron: "Een bron."
hoofdvragen:
  - {id: "1a", titel: "Andere vraag", thema: "Thema", vraag: "Waarom?"}
onderwerpen:
  - {id: "i1", titel: "Los", hoofdvraag: "1a", samenvatting: "Dit.", gespreksvragen: ["Wat?", "Hoe?"]}
  - {id: "i2", titel: "Vast", hoofdvraag: "1a", samenvatting: "Dit.", gespreksvragen: ["Wat?", "Hoe?"]}
"""


def write_catalog(folder: Path) -> Path:
    """Write the small catalog into a folder and return the folder."""
    (folder / INSTRUMENT_FILE).write_text(INSTRUMENT, encoding="utf-8")
    (folder / ITEMS_FILE).write_text(ITEMS, encoding="utf-8")
    (folder / ROLE_FILE).write_text(ROLE, encoding="utf-8")
    (folder / LINKS_FILE).write_text(LINKS, encoding="utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Put a fault in a file."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


FILES = {
    INSTRUMENT_FILE: INSTRUMENT.encode(),
    ITEMS_FILE: ITEMS.encode(),
    ROLE_FILE: ROLE.encode(),
    LINKS_FILE: LINKS.encode(),
}
"""The whole catalog: name -> content."""
