from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.domain import Answer, Language, Outcome
from assistant.eligibility.dialogue import wants_check
from assistant.serve.service import Service
from assistant.serve.web.suggest import MOST, suggestions
from tests.serve.conftest import make_settings


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    found = Service.open(make_settings(tmp_path_factory.mktemp("suggest")))
    yield found
    found.close()


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Hvor lenge varer NIC Impact?", Language.NB),
        ("Kor lenge varer NIC Connect?", Language.NN),
        ("How long does NIC Explore last?", Language.EN),
        ("Hva er Arena Pro?", Language.NB),
        ("Hvor mye er støtten på i NIC Impact?", Language.NB),
    ],
)
def test_what_is_suggested_can_be_answered(
    service: Service, question: str, language: Language
) -> None:
    found = suggestions(service, service.ask(question), language)
    assert 0 < len(found) <= MOST
    assert question not in found
    for suggestion in found:
        answered = service.ask(suggestion).outcome is Outcome.ANSWERED
        assert answered or wants_check(suggestion)


def test_nothing_is_suggested_without_a_subject(service: Service) -> None:
    for question in ("Hei!", "Hvor høyt er Galdhøpiggen?", "asdf qwer"):
        assert suggestions(service, service.ask(question), Language.NB) == ()


def test_an_answers_own_suggestions_stand(service: Service) -> None:
    answer = Answer("x", Language.NB, Outcome.CLARIFY, "y", suggestions=("a?", "b?", "c?", "d?"))
    assert suggestions(service, answer, Language.NB) == ("a?", "b?", "c?")


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("Hva er finansieringen fra klyngeprogrammet?", "Finansiering"),
        ("Hvordan søker en klynge om opptak?", "Framgangsmåte"),
        ("Hvem er målgruppen for NIC?", "Målgruppe"),
    ],
)
def test_a_heading_that_is_no_name_is_not_asked_about(
    service: Service, question: str, heading: str
) -> None:
    answer = service.ask(question)
    assert any(heading in c.section for c in answer.citations)
    assert not any(heading in s for s in suggestions(service, answer, Language.NB))
