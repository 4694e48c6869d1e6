"""Dutch words that are used in more than one place."""

from __future__ import annotations

from zelfscan.domain import LearningQuarter, Level, Quarter, ScaleName

QUARTER_NAMES = {
    Quarter.DEVELOP: "ontwikkelen",
    Quarter.LEVERAGE: "benutten",
    Quarter.KEEP_LOW: "laag houden",
    Quarter.RELEASE: "loslaten of delen",
}
LEARNING_QUARTER_NAMES = {
    LearningQuarter.CLASSICAL: "klassikaal leren",
    LearningQuarter.DIFFERENTIATED: "groepsdifferentiatie en individuele leerlijnen",
    LearningQuarter.SELF_REGULATED: "zelfregulerend leren",
    LearningQuarter.PERSONALISED: "gepersonaliseerd leren",
}
SCALE_NAMES = {ScaleName.IMPORTANCE: "belang", ScaleName.ATTAINMENT: "aanwezig"}

LEARNING_AXIS_LEFT = "externe regie"
LEARNING_AXIS_RIGHT = "zelfregie"
LEARNING_AXIS_TOP = "individueel belang"
LEARNING_AXIS_BOTTOM = "collectief belang"

AXIS_IMPORTANCE_TOP = "Van belang voor leidinggeven aan gepersonaliseerd leren met ict in mijn school"
AXIS_IMPORTANCE_BOTTOM = "Niet van belang voor leidinggeven aan gepersonaliseerd leren met ict in mijn school"
AXIS_ATTAINMENT_LEFT = "Niet op mij van toepassing"
AXIS_ATTAINMENT_RIGHT = "Helemaal op mij van toepassing"

_IMPORTANCE_IN_WORDS = {
    Level.ONE: "helemaal niet belangrijk",
    Level.TWO: "niet echt belangrijk",
    Level.THREE: "redelijk belangrijk",
    Level.FOUR: "heel belangrijk",
}
_ATTAINMENT_IN_WORDS = {
    Level.ONE: "helemaal niet aanwezig",
    Level.TWO: "nog niet echt aanwezig",
    Level.THREE: "in redelijke mate aanwezig",
    Level.FOUR: "helemaal aanwezig",
}


def rating_in_words(importance: Level | None, attainment: Level | None) -> str:
    """What a leader said of one item: 'heel belangrijk, nog niet echt aanwezig'."""
    said = []
    if importance is not None:
        said.append(_IMPORTANCE_IN_WORDS[importance])
    if attainment is not None:
        said.append(_ATTAINMENT_IN_WORDS[attainment])
    return ", ".join(said) or "niet ingeschat"
