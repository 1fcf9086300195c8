"""Strategies and whole profiles that the eligibility tests share."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from assistant.eligibility.fields import ABSENT, MENTIONED, fields

DAY = date(2024, 5, 15)
ALL_ACTORS = ("established_companies", "entrepreneurs", "capital", "academia", "public_sector")


def values(name: str) -> st.SearchStrategy[Any]:
    field = fields()[name]
    return {
        "text": st.text("abcæøå ", min_size=1, max_size=20).filter(str.strip),
        "yes_no": st.booleans(),
        "whole_number": st.integers(0, 500),
        "number": st.floats(0, 30) | st.integers(0, 30),
        "choice": st.sampled_from(field.values or ("-",)),
        "list": st.lists(st.sampled_from(field.values or ("-",)), unique=True),
    }[field.type]


PLAIN = [name for name in fields() if name not in (MENTIONED, ABSENT)]


@st.composite
def profiles(draw: st.DrawFn) -> dict[str, Any]:
    """A raw profile with any of the fields; words about actors never contradict each other."""
    names = draw(st.lists(st.sampled_from(PLAIN), unique=True))
    raw = {name: draw(values(name)) for name in names}
    if "actor_types" not in raw and draw(st.booleans()):
        for actor in ALL_ACTORS:
            where = draw(st.sampled_from((MENTIONED, ABSENT, None)))
            if where:
                raw.setdefault(where, []).append(actor)
    return raw


EVERYTHING: dict[str, Any] = {
    "name": "Prøveklyngen",
    "region": "Rogaland",
    "member_companies": 30,
    "actor_types": list(ALL_ACTORS),
    "business_led": True,
    "geographically_concentrated": True,
    "related_businesses": True,
    "members_committed": True,
    "shared_ambitions": True,
    "focus_on_renewal": True,
    "cluster_organisation": True,
    "cluster_management": True,
    "strategy": True,
    "strategy_anchored": True,
    "implementation_plan": True,
    "effect_goals": True,
    "quantified_result_goals": True,
    "active_member_participation": True,
    "connector_role": True,
    "earlier_cluster_work": True,
    "services_to_members": True,
    "member_results_over_time": True,
    "development_projects": True,
    "exit_strategy": True,
    "resource_base": "national",
    "national_position": True,
    "esca_label": "gold",
    "self_financed_operations": True,
    "ongoing_activity": True,
    "years_of_operating_support": 0,
}
