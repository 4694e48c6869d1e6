"""A full result file as it stands in the documentation."""

FULL = """\
schema = 1

[scan]
id = "0193c9a2-5a3e-7d10-8c42-3f6a1b2c4d5e"
begonnen = 2026-11-22T10:03:11+01:00
afgerond = 2026-11-22T10:11:40+01:00
instrument = "leidinggeven-onderwijs-ict"
instrument_versie = 1
programma = "zelfscan 0.1.0"

[deelnemer]
code = "SL-07"
school = ""
beoordeling = "volledig"

[ronde]
naam = "najaar-2026"

[visie.nu]
differentiatie = 2
zelfregie = 1

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

[[ontwikkelpunten]]
nummer = 7
ondersteuning = ["sparren", "schoolbezoek"]

[uitwisseling]
contact = "Bel mij."
"""
