"""Pure knowledge: the instrument, a scan and what follows from it. No files, no screens, no Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zelfscan.face import lazily

if TYPE_CHECKING:
    from zelfscan.domain.apportion import Four, apportion_four
    from zelfscan.domain.catalog import (
        CORE_WEIGHT,
        Area,
        Catalog,
        Competency,
        Domain,
        Link,
        MainQuestion,
        PolicyTheme,
        Scale,
        Support,
        Topic,
        TopicSet,
    )
    from zelfscan.domain.cells import CELLS, DELEGATED
    from zelfscan.domain.cohort import (
        DEFAULT_MINIMUM,
        Cohort,
        CompetencyFigures,
        Discrepancy,
        Distribution,
        Suppressed,
        cohort_of,
    )
    from zelfscan.domain.cohort_comparison import CohortComparison, ItemShift, Moves, Shift, Withheld, compare_cohorts
    from zelfscan.domain.cohort_sum import CohortSum
    from zelfscan.domain.comparison import Comparison, ItemChange, compare, in_order, moment, participant_key
    from zelfscan.domain.exchange import Exchange, Group, Leader, Profile, Proposal, exchanges, offers, proposal, seeks
    from zelfscan.domain.gaps import Gap, Priority, gaps_of, priorities
    from zelfscan.domain.limits import MAX_DEVELOPMENT_POINTS
    from zelfscan.domain.quadrant import (
        Cell,
        ImportancePlaces,
        LearningQuarter,
        Quadrant,
        Quarter,
        learning_quarter,
        place,
        place_by_importance,
    )
    from zelfscan.domain.round_sum import Counted, counted
    from zelfscan.domain.scan import (
        Assessment,
        DevelopmentPoint,
        Level,
        Materials,
        Position,
        Rating,
        ScaleName,
        Scan,
        Vision,
    )
    from zelfscan.domain.suggestions import Reason, Suggestion, needs, suggest

__all__ = [
    "CELLS",
    "CORE_WEIGHT",
    "DEFAULT_MINIMUM",
    "DELEGATED",
    "MAX_DEVELOPMENT_POINTS",
    "Area",
    "Assessment",
    "Catalog",
    "Cell",
    "Cohort",
    "CohortComparison",
    "CohortSum",
    "Comparison",
    "Competency",
    "CompetencyFigures",
    "Counted",
    "DevelopmentPoint",
    "Discrepancy",
    "Distribution",
    "Domain",
    "Exchange",
    "Four",
    "Gap",
    "Group",
    "ImportancePlaces",
    "ItemChange",
    "ItemShift",
    "Leader",
    "LearningQuarter",
    "Level",
    "Link",
    "MainQuestion",
    "Materials",
    "Moves",
    "PolicyTheme",
    "Position",
    "Priority",
    "Profile",
    "Proposal",
    "Quadrant",
    "Quarter",
    "Rating",
    "Reason",
    "Scale",
    "ScaleName",
    "Scan",
    "Shift",
    "Suggestion",
    "Support",
    "Suppressed",
    "Topic",
    "TopicSet",
    "Vision",
    "Withheld",
    "apportion_four",
    "cohort_of",
    "compare",
    "compare_cohorts",
    "counted",
    "exchanges",
    "gaps_of",
    "in_order",
    "learning_quarter",
    "moment",
    "needs",
    "offers",
    "participant_key",
    "place",
    "place_by_importance",
    "priorities",
    "proposal",
    "seeks",
    "suggest",
]

__getattr__ = lazily(
    __name__,
    {
        "apportion": "Four apportion_four",
        "catalog": "Area CORE_WEIGHT Catalog Competency Domain Link MainQuestion PolicyTheme Scale Support Topic "
        "TopicSet",
        "cells": "CELLS DELEGATED",
        "cohort": "Cohort CompetencyFigures DEFAULT_MINIMUM Discrepancy Distribution Suppressed cohort_of",
        "cohort_comparison": "CohortComparison ItemShift Moves Shift Withheld compare_cohorts",
        "cohort_sum": "CohortSum",
        "comparison": "Comparison ItemChange compare in_order moment participant_key",
        "exchange": "Exchange Group Leader Profile Proposal exchanges offers proposal seeks",
        "gaps": "Gap Priority gaps_of priorities",
        "limits": "MAX_DEVELOPMENT_POINTS",
        "quadrant": "Cell ImportancePlaces LearningQuarter Quadrant Quarter learning_quarter place place_by_importance",
        "round_sum": "Counted counted",
        "scan": "Assessment DevelopmentPoint Level Materials Position Rating ScaleName Scan Vision",
        "suggestions": "Reason Suggestion needs suggest",
    },
)
