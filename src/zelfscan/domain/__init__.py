"""Pure knowledge: the instrument, a scan and what follows from it. No files, no screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zelfscan import lazily

if TYPE_CHECKING:
    from zelfscan.domain.advice import (
        Insight,
        InsightKind,
        Need,
        Reason,
        Suggestion,
        agenda_role,
        also,
        insights,
        need,
        needs,
        needs_of_answers,
        placed,
        strengths,
        suggest,
    )
    from zelfscan.domain.catalog import (
        CORE_WEIGHT,
        DO_NOT_KNOW,
        Area,
        Catalog,
        Competency,
        Domain,
        ExampleRole,
        LearningModel,
        Link,
        MainQuestion,
        MaterialsPart,
        OpenQuestion,
        PolicyTheme,
        QuarterNames,
        Recommendation,
        Scale,
        Support,
        Tip,
        Topic,
        TopicSet,
        Who,
    )
    from zelfscan.domain.comparison import (
        CohortComparison,
        Comparison,
        ItemChange,
        ItemShift,
        Moves,
        Shift,
        compare,
        compare_cohorts,
        in_order,
        moment,
    )
    from zelfscan.domain.conversation import (
        AgreementFigures,
        Occasion,
        TalkItem,
        agreed_points,
        development_point,
        due_dates,
        earlier_agreements,
        last_touched,
        look_back_on,
        outcomes_of,
        talk_items,
        talk_point,
        with_conversation,
        with_development_point,
        with_look_back,
        with_talk_point,
        without_look_back,
    )
    from zelfscan.domain.division import (
        LEADER,
        LONGEST_ROLE,
        MOST_ROLES,
        Division,
        Finding,
        Holding,
        Role,
        Told,
        findings,
        first_division,
        own_column,
    )
    from zelfscan.domain.exchange import (
        Exchange,
        ExchangeGroup,
        Leader,
        Lesson,
        Profile,
        Proposal,
        Why,
        exchanges,
        offers,
        profile_of,
        proposal,
        seeks,
    )
    from zelfscan.domain.exchange_disclosure import exchange_to_hide
    from zelfscan.domain.gaps import Gap, Priority, gaps_of, priorities
    from zelfscan.domain.group_advice import LAGS_SOMEWHAT, Evidence, Ground, Remark, remarks
    from zelfscan.domain.group_figures import (
        DEFAULT_MINIMUM,
        Cohort,
        CompetencyFigures,
        Discrepancy,
        Distribution,
        Suppressed,
        Withheld,
        apportion_four,
        cohort_of,
        others_in,
    )
    from zelfscan.domain.group_sums import (
        Chosen,
        CohortSum,
        Counted,
        Four,
        OpenAnswers,
        SchoolMove,
        Tally,
        Wishes,
        WishTally,
        counted,
        uses_materials,
        wishes_of,
        words_of,
    )
    from zelfscan.domain.group_wishes import (
        SMALL_CELL,
        Ambition,
        Arrow,
        GroupWishes,
        GroupWords,
        MaterialsUse,
        Outcomes,
        Spread,
        SupportWish,
        SupportWishes,
        wishes_told,
    )
    from zelfscan.domain.quadrant import (
        CORNERS,
        Cell,
        ImportancePlaces,
        LearningQuarter,
        Quadrant,
        Quarter,
        learning_quarter,
        place,
        place_by_importance,
    )
    from zelfscan.domain.scan import (
        LONGEST_LINE,
        LONGEST_NAME,
        LONGEST_TEXT,
        MAX_AGENDA_TOPICS,
        MAX_DEVELOPMENT_POINTS,
        Agreement,
        Assessment,
        Conversation,
        ConversationPoint,
        DevelopmentPoint,
        Level,
        LookBack,
        Materials,
        Outcome,
        Position,
        Rating,
        ScaleName,
        Scan,
        Vision,
        participant_key,
        resumed,
    )
    from zelfscan.domain.subgroups import Part, Subgroup, Subgroups, parts_of, subgroups_of

__getattr__, __all__ = lazily(
    __name__,
    {
        "catalog": "Area CORE_WEIGHT Catalog Competency DO_NOT_KNOW Domain ExampleRole LearningModel Link MainQuestion "
        "MaterialsPart OpenQuestion PolicyTheme QuarterNames Recommendation Scale Support Tip Topic TopicSet Who",
        "comparison": "CohortComparison Comparison ItemChange ItemShift Moves Shift compare compare_cohorts "
        "in_order moment",
        "exchange": "Exchange ExchangeGroup Leader Lesson Profile Proposal Why exchanges offers profile_of proposal "
        "seeks",
        "exchange_disclosure": "exchange_to_hide",
        "gaps": "Gap Priority gaps_of priorities",
        "group_advice": "Evidence Ground LAGS_SOMEWHAT Remark remarks",
        "group_figures": "Cohort CompetencyFigures DEFAULT_MINIMUM Discrepancy Distribution Suppressed Withheld "
        "apportion_four cohort_of others_in",
        "group_sums": "Chosen CohortSum Counted Four OpenAnswers SchoolMove Tally WishTally Wishes counted "
        "uses_materials wishes_of words_of",
        "group_wishes": "Ambition Arrow GroupWishes GroupWords MaterialsUse Outcomes SMALL_CELL Spread SupportWish "
        "SupportWishes wishes_told",
        "quadrant": "CORNERS Cell ImportancePlaces LearningQuarter Quadrant Quarter learning_quarter place "
        "place_by_importance",
        "scan": "Agreement Assessment Conversation ConversationPoint DevelopmentPoint LONGEST_LINE LONGEST_NAME "
        "LONGEST_TEXT Level LookBack MAX_AGENDA_TOPICS MAX_DEVELOPMENT_POINTS Materials Outcome Position "
        "Rating ScaleName Scan Vision participant_key resumed",
        "subgroups": "Part Subgroup Subgroups parts_of subgroups_of",
        "advice": "Insight InsightKind Need Reason Suggestion agenda_role also insights need needs needs_of_answers "
        "placed strengths suggest",
        "conversation": (
            "AgreementFigures Occasion TalkItem agreed_points development_point "
            "due_dates earlier_agreements last_touched look_back_on outcomes_of talk_items talk_point "
            "with_conversation with_development_point with_look_back with_talk_point without_look_back"
        ),
        "division": "Division Finding Holding LEADER LONGEST_ROLE MOST_ROLES Role Told findings first_division "
        "own_column",
    },
)
