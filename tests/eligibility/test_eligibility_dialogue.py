from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from eligibility_cases import ALL_ACTORS
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain import Language, Turn, Verdict
from assistant.eligibility.assess import assess
from assistant.eligibility.dialogue import (
    Context,
    DialogueState,
    Phase,
    from_json,
    levels_in,
    opening,
    overlay,
    replay,
    start,
    step,
    takes,
    to_json,
    wants_check,
)
from assistant.eligibility.fields import ACTOR_TYPES, fields
from assistant.eligibility.profile import validate
from assistant.errors import InputError
from assistant.ingest.manifest import load_manifest

SOURCES = load_manifest(Path(__file__).resolve().parents[2] / "corpus")
CONTEXT = Context(date(2024, 5, 1), SOURCES)
ENGLISH = replace(CONTEXT, language=Language.EN)


def begin(text: str = "Er vi kvalifisert for Arena Pro?") -> DialogueState:
    return start(None, text, as_of=CONTEXT.as_of)


def at(field: str, levels: tuple[str, ...] = ("nce-2019", "nic-connect-2024")) -> DialogueState:
    return replace(start(levels, as_of=CONTEXT.as_of), current=field)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Er vi kvalifisert for Arena Pro?", ("arena-pro-2019",)),
        ("arena eller arena-pro?", ("arena-2019", "arena-pro-2019")),
        ("Passer vi i NIC Connect eller Impact?", ("nic-connect-2024", "nic-impact-2024")),
        ("Kan vi bruke NCE-merket som moden klynge?", ("nce-2019", "moden-2019")),
        ("Are we an early-phase cluster?", ("tidligfase-2019",)),
        ("Hva med oss?", ()),
    ],
)
def test_levels_named_in_a_message(text: str, levels: tuple[str, ...]) -> None:
    assert levels_in(text) == levels


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("er vi kvalifisert for Arena Pro?", True),
        ("Er vi med hvis universitetet leder klyngen?", True),
        ("Er klynga vår klar for NIC Explore?", True),
        ("Oppfyller vi kravene til NIC Impact?", True),
        ("Kan vi søke NIC Connect?", True),
        ("Kan du sjekke om klyngen vår passer?", True),
        ("Hvilket nivå passer for oss?", True),
        ("Do we qualify for NIC Connect?", True),
        ("Are we eligible for Arena?", True),
        ("Kan vi søke?", True),
        ("Can we apply for NIC Connect?", True),
        # What the documents tell, whatever the cluster is like.
        ("Kan vi søke nå?", False),
        ("Kan vi fortsatt søke på 2024-utlysningen?", False),
        ("Can we still apply?", False),
        ("Kan vi søke direkte på Explore?", False),
        ("Kan vi søke om driftsstøtte?", False),
        ("Kan me søkje Impact utan å ha vore i Connect?", False),
        ("Hvor lenge varer NIC Impact?", False),
        ("Hva er kravene i Arena Pro?", False),
        ("Hvem kan søke?", False),
        ("What does NIC Explore require?", False),
    ],
)
def test_which_messages_ask_for_a_check(text: str, wanted: bool) -> None:
    assert wants_check(text) is wanted


def test_the_whole_way_to_the_table_and_its_sources() -> None:
    state = begin()
    assert state.levels == ("arena-pro-2019",)
    reply = opening(state, CONTEXT)
    assert "Arena Pro ble erstattet av nye nivåer i april 2024" in reply
    asked = []
    while state.phase is Phase.ASKING:
        assert state.current is not None
        asked.append(state.current)
        assert fields()[state.current].question(Language.NB) in reply
        assert reply.count("**") == 2
        state, reply = step(state, "alle" if state.current == ACTOR_TYPES else "ja", CONTEXT)
    assert len(asked) == len({*asked}) == 13
    assert "### Arena Pro (2019): Må vurderes" in reply
    assert "## Kilder" in reply
    assert "Programbeskrivelse 2019: Norwegian Innovation Clusters" in reply
    found = assess(state.profile, levels=state.levels, as_of=CONTEXT.as_of, sources={})
    assert found.levels[0].verdict is Verdict.JUDGEMENT


def test_a_clear_no_ends_the_check_of_one_level() -> None:
    state, reply = step(at("strategy", ("arena-2019",)), "Nei, det har vi ikke.", CONTEXT)
    assert state.phase is Phase.DONE
    assert "### Arena (2019): Ikke oppfylt" in reply


def test_what_the_first_message_says_is_noted_with_its_words() -> None:
    state = begin("Er vi klare for NIC Connect? Vi er 25 bedrifter og mangler strategi.")
    assert dict(state.profile) == {
        "member_companies": 25,
        "actor_types_mentioned": ("established_companies",),
        "strategy": False,
    }
    reply = opening(state, CONTEXT)
    assert "Strategi: Nei (fra «strategi»)" in reply
    assert "### NIC Connect: Ikke oppfylt" in reply


def test_the_premise_of_a_question_starts_the_check() -> None:
    state = begin("Er vi med hvis universitetet leder klyngen?")
    assert state.profile["business_led"] is False
    assert "Bedriftene leder an: Nei (fra «universitetet leder»)" in opening(state, CONTEXT)
    text = "Er vi med hvis universitetet leder klyngen?"
    assert all(text[e.start : e.end] == e.words for e in state.read)


def test_one_message_can_answer_several_questions() -> None:
    state = start(("nic-connect-2024",), as_of=CONTEXT.as_of)
    message = "Vi er bedrifter og en bank. Vi har en strategi, men ingen plan for gjennomføring."
    state, _ = step(state, message, CONTEXT)
    assert state.profile["strategy"] is True
    assert state.profile["implementation_plan"] is False
    assert "actor_types" not in state.profile


def test_a_description_is_no_complete_list_of_actors() -> None:
    state = at(ACTOR_TYPES)
    state, _ = step(
        state, "Vi er 25 bedrifter som samarbeider om havvind og har sølv i ESCA", CONTEXT
    )
    assert state.profile["actor_types_mentioned"] == ("established_companies",)
    assert ACTOR_TYPES not in state.profile


@pytest.mark.parametrize(
    ("field", "message", "value"),
    [
        ("business_led", "ja", True),
        ("business_led", "Jo, det stemmer", True),
        ("business_led", "nei", False),
        ("business_led", "No", False),
        ("business_led", "Det er det kommunen som gjør", None),
        ("business_led", "kommunen leder klyngen", False),
        ("strategy", "Ja, men ikke helt ferdig", None),
        ("strategy", "vi planlegger det", None),
        ("strategy", "Ja, snart", None),
        ("strategy", "Vi har en strategi", True),
        ("strategy", "ikke ennå", False),
        ("strategy", "banan", None),
        ("esca_label", "sølv", "silver"),
        ("esca_label", "Vi har gull!", "gold"),
        ("esca_label", "ingen", "none"),
        ("esca_label", "nei", "none"),
        ("esca_label", "ikke gull", None),
        ("esca_label", "bronse eller sølv", None),
        ("resource_base", "Internasjonalt", "international"),
        ("resource_base", "nasjonalt", "national"),
        ("resource_base", "stort", None),
        ("years_of_operating_support", "9,5 år", 9.5),
        ("years_of_operating_support", "fem", 5),
        ("years_of_operating_support", "aldri", 0),
        ("years_of_operating_support", "-3", None),
        ("years_of_operating_support", "mellom 3 og 4", None),
        ("actor_types", "alle", ALL_ACTORS),
        ("actor_types", "ingen", ()),
        ("actor_types", "bedrifter, gründere og en bank", ALL_ACTORS[:3]),
        ("actor_types", "Etablerte bedrifter og akademia", ("established_companies", "academia")),
        ("actor_types", "alle unntatt gründere", (ALL_ACTORS[0], *ALL_ACTORS[2:])),
        ("actor_types", "kanskje en bank", None),
        ("actor_types", "vi er mange", None),
    ],
)  # fmt: skip
def test_answers_to_one_question(field: str, message: str, value: object) -> None:
    state, reply = step(at(field), message, CONTEXT)
    assert state.profile.get(field) == value
    if value is None and message != "kommunen leder klyngen":
        assert state.current == field
        assert fields()[field].question(Language.NB) in reply


def test_a_complete_list_is_told_with_what_it_leaves_out() -> None:
    _, reply = step(at(ACTOR_TYPES), "bedrifter og akademia", CONTEXT)
    assert "så disse er ikke med: gründere, kapitalmiljø, offentlige aktører." in reply


def test_do_not_know_leaves_it_open_and_is_not_asked_again() -> None:
    state = at("business_led", ("arena-2019",))
    state, reply = step(state, "Vet ikke", CONTEXT)
    assert state.skipped == ("business_led",)
    while state.phase is Phase.ASKING:
        assert state.current != "business_led"
        state, reply = step(state, "vet ikke", CONTEXT)
    assert "Noe står åpent" in reply
    assert "### Arena (2019): Opplysninger mangler" in reply
    assert dict(state.profile) == {}


def test_what_was_left_open_can_be_said_later() -> None:
    state, _ = step(at("business_led"), "vet ikke", CONTEXT)
    state, _ = step(state, "Næringslivet sitter i førersetet.", CONTEXT)
    assert state.skipped == ()
    assert state.profile["business_led"] is True


def test_stop_and_go_on() -> None:
    state = begin()
    paused, reply = step(state, "stopp", CONTEXT)
    assert paused.phase is Phase.PAUSED
    assert "fortsett" in reply
    assert not takes(paused, "Hvor lenge varer NIC Impact?")
    assert not takes(paused, "ja")
    assert takes(paused, "fortsett")
    resumed, reply = step(paused, "Fortsett!", CONTEXT)
    assert resumed == state
    assert fields()[ACTOR_TYPES].question(Language.NB) in reply


def test_back_takes_the_last_answer_away() -> None:
    state = begin()
    first, _ = step(state, "alle", CONTEXT)
    second, _ = step(first, "ja", CONTEXT)
    undone, reply = step(second, "tilbake", CONTEXT)
    assert (undone.profile, undone.current) == (first.profile, first.current)
    undone, _ = step(undone, "tilbake", CONTEXT)
    assert undone == state
    same, reply = step(undone, "tilbake", CONTEXT)
    assert same == state
    assert "ikke noe å gå tilbake til" in reply


def test_a_correction_wins_and_is_told() -> None:
    state, _ = step(at("strategy"), "nei", CONTEXT)
    state, reply = step(state, "Vi har en strategi likevel.", CONTEXT)
    assert state.profile["strategy"] is True
    assert "Strategi er endret fra Nei til Ja." in reply


def test_a_question_gets_help_and_changes_nothing() -> None:
    state = at("esca_label")
    same, reply = step(state, "Hva er ESCA?", CONTEXT)
    assert same == state
    assert "europeisk ordning" in reply
    assert not takes(state, "Hva er ESCA?")


def test_status_shows_the_table_without_ending() -> None:
    state, reply = step(begin(), "status", CONTEXT)
    assert state == begin()
    assert "Slik ser det ut så langt" in reply
    assert "### Arena Pro (2019)" in reply


def test_start_again() -> None:
    state, _ = step(begin(), "alle", CONTEXT)
    fresh, _ = step(state, "start på nytt", CONTEXT)
    assert fresh.profile == {}
    assert fresh.levels == ("arena-pro-2019",)


def test_english_and_nynorsk() -> None:
    state, reply = step(at("business_led"), "No, the university runs the cluster.", ENGLISH)
    assert state.profile["business_led"] is False
    assert "Noted: " in reply
    nynorsk = replace(CONTEXT, language=Language.NN)
    state, reply = step(at("business_led"), "veit ikkje", nynorsk)
    assert state.skipped == ("business_led",)
    assert "vi lèt det stå ope" in reply
    state, _ = step(at("strategy"), "No har vi ein strategi", nynorsk)
    assert state.profile["strategy"] is True


def test_markup_from_the_user_stays_text() -> None:
    state, reply = step(at("business_led"), "Klyngen heter «<img src=x onerror=1>».", CONTEXT)
    assert state.profile["name"] == "<img src=x onerror=1>"
    assert "<img" not in reply.replace("\\<img", "")


MESSAGES = st.lists(
    st.sampled_from(
        [
            "ja", "nei", "vet ikke", "tilbake", "stopp", "fortsett", "status", "alle", "ingen",
            "sølv", "nasjonalt", "3", "bedrifter og akademia", "start på nytt", "hva betyr det?",
            "Vi mangler investorer.", "Vi har med en bank og gründere.", "kommunen leder klyngen",
            "Vi har ingen strategi.", "Vi har en strategi.", "tull", "", "10 år",
            "Bare bedrifter er med.",
        ]
    ),
    max_size=25,
)  # fmt: skip


@given(MESSAGES)
@settings(deadline=None, max_examples=60)
def test_any_conversation_keeps_a_valid_state(messages: list[str]) -> None:
    state = begin("Er vi kvalifisert for NCE eller NIC Explore?")
    for message in messages:
        state, reply = step(state, message, CONTEXT)
        assert reply
        assert dict(validate(dict(state.profile))) == dict(state.profile)
        assert (state.current is None) is (state.phase is Phase.DONE) or state.phase is Phase.PAUSED
        again = from_json(json.loads(json.dumps(to_json(state))))
        assert replace(again, read=state.read) == state


@given(MESSAGES)
@settings(deadline=None, max_examples=30)
def test_a_conversation_can_be_rebuilt_from_the_chat(messages: list[str]) -> None:
    first = "Er vi kvalifisert for NCE?"
    turns = [Turn("user", first)]
    state = begin(first)
    for message in messages:
        turns.append(Turn("user", message))
        if takes(state, message):
            state, reply = step(state, message, CONTEXT)
            turns.append(Turn("assistant", reply))
    assert replay(turns, CONTEXT) == state


def test_no_check_in_the_chat_gives_no_state() -> None:
    assert replay([Turn("user", "Hva er NIC?"), Turn("assistant", "…")], CONTEXT) is None


def test_actors_add_up_over_answers() -> None:
    known = overlay(validate({}), validate({"actor_types_mentioned": ["capital"]}))
    known = overlay(known, validate({"actor_types_absent": ["academia"]}))
    known = overlay(known, validate({"actor_types_mentioned": ["academia"]}))
    assert dict(known) == {"actor_types_mentioned": ("capital", "academia")}
    whole = overlay(known, validate({"actor_types": ["capital"]}))
    assert dict(whole) == {"actor_types": ("capital",)}
    more = overlay(whole, validate({"actor_types_mentioned": ["entrepreneurs"]}))
    assert dict(more) == {"actor_types": ("entrepreneurs", "capital")}


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"levels": ["x"], "steps": [], "current": None, "phase": "asking"},
        {"levels": [], "steps": [], "current": "turnover", "phase": "asking"},
        {
            "levels": [],
            "steps": [{"asked": None, "values": {"strategy": 3}}],
            "current": None,
            "phase": "done",
        },
        {"levels": [], "steps": [], "current": None, "phase": "sleeping"},
        {"levels": [], "steps": [3], "current": None, "phase": "done"},
    ],
)  # fmt: skip
def test_a_damaged_state_is_refused(raw: dict) -> None:
    with pytest.raises(InputError):
        from_json(raw)
