"""A full result file as it stands in the documentation."""

FULL = """\
schema = 1

[scan]
id = "0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e"
begonnen = 2026-11-22T10:03:11+01:00
afgerond = 2026-11-22T10:11:40+01:00
instrument = "leidinggeven-onderwijs-ict"
instrument_versie = 1
programma = "zelfscan 0.2.0"
gewijzigd = 2026-12-03T10:00:00+01:00

[deelnemer]
code = "SL-07"
school = ""
beoordeling = "volledig"

[ronde]
naam = "najaar-2026"

[visie.nu]
differentiatie = 2
zelfregie = 1
toelichting = "Nog vooral klassikaal."

[visie.ambitie]
differentiatie = 3
zelfregie = 3
toelichting = "Meer eigen keuzes."

[leermiddelen]
gebruikt = "Snappet"
meerwaarde = "Tempo"
valkuilen = "Scherm"

[[competenties]]
nummer = 7
belang = 4
aanwezig = 2
belegd_bij = "ict-coördinator"
notitie = "Met het team."

[[competenties]]
nummer = 9
belang = 3
geen_oordeel = ["aanwezig"]

[[ontwikkelpunten]]
nummer = 7
ondersteuning = ["sparren", "schoolbezoek"]
stap = "Samen een les kijken."
wie = "intern begeleider"
wanneer = 2027-03-01
teken = "Twee collega's vertellen erover."

[agenda]
onderwerpen = ["2.3", "1.4"]

[gesprek]
datum = 2026-12-03
met = "bestuurder"
visie = "Eerst de onderbouw."
leermiddelen = "Een ander pakket."
rol = "Meer vragen stellen."

[[gesprek.punten]]
nummer = 7
ziet = "Dat er veel gebeurt."
voorbeeld = "De studiedag."
tekst = "Vaker doen."

[[terugblik]]
nummer = 2
eerder = "0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d50"
uitkomst = "deels"
toelichting = "Het team is gegroeid."

[uitwisseling]
contact = "Bel mij."
competenties = [7, 2]

[toestemming]
woorden = true
"""
