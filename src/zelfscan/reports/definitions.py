"""What the figures of a round mean, for whoever reads them without the documentation beside it."""

from __future__ import annotations

DEFINITIONS = (
    ("n", "Het aantal leiders met een antwoord. n staat bij elk cijfer, want het verschilt per vraag en per schaal."),
    (
        "percentage",
        "Hele getallen die samen 100 zijn (grootste rest; bij gelijke rest krijgt het hogere niveau het punt).",
    ),
    (
        "lager, gelijk, hoger",
        "Het aantal leiders bij wie de mate van toepassing lager dan, gelijk aan of hoger dan het "
        "belang is. Alleen leiders die beide antwoorden gaven tellen mee.",
    ),
    ("rds", "Ranked discrepancy score: 100 × (hoger − lager) / n. Negatief betekent behoefte (Narine & Harder 2021)."),
    ("verschil", "Het gemiddelde van belang min mate van toepassing, van leiders die beide antwoorden gaven."),
    (
        "mwds",
        "Het gemiddelde verschil maal het gemiddelde belang van alle leiders die het belang aangaven (Borich 1980).",
    ),
    ("rang", "1 is de grootste behoefte: eerst rds, dan verschil. Gelijke competenties delen een rang (1, 2, 2, 4)."),
    ("hoog", "Het deel van de leiders dat een van de twee hoogste niveaus koos."),
    ("kwart", "Het kwart van het kwadrant waarin de groep staat: hoog als ten minste de helft hoog koos."),
    ("belegd", "Het aantal leiders dat de competentie bij iemand anders in het team heeft belegd."),
    ("zoekt", "Belang 3 of 4 en mate van toepassing lager dan het belang. Alleen van leiders die willen uitwisselen."),
    ("biedt", "Mate van toepassing 4 en niet belegd bij iemand anders. Alleen van leiders die willen uitwisselen."),
)

SOURCES = (
    "Borich, G. D. (1980). A needs assessment model for conducting follow-up studies. Journal of Teacher Education, "
    "31(3), 39-42.",
    "Coetsier, Van Loon, Kral & Rigter (2016). Competentieprofiel Leidinggeven aan onderwijs en ict.",
    "iXperium/Centre of Expertise Leren met ict (2020). Inventarisatie van visie, competenties en "
    "ondersteuningsbehoeften van de schoolleiders van Dynamiek Scholengroep.",
    "Martilla, J. A., & James, J. C. (1977). Importance-performance analysis. Journal of Marketing, 41(1), 77-79.",
    "Narine, L., & Harder, A. (2021). Comparing the Borich model with the Ranked Discrepancy Model for competency "
    "assessment: A novel approach. Advancements in Agricultural Development, 2(3), 96-111.",
)
