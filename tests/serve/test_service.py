"""The service: what may reach a language model."""

from __future__ import annotations

from assistant.answer.dialogue.given import masked
from assistant.domain import Turn


def test_personal_data_is_masked_before_a_language_model_sees_it() -> None:
    question, history = masked(
        "Mitt nummer er 912 34 567 og e-posten kari@eksempel.no, kan vi søke?",
        [Turn("user", "Jeg heter Kari, 01010112345 er fødselsnummeret mitt")],
    )
    seen = question + history[0].content
    assert "912" not in seen
    assert "kari@" not in seen
    assert "01010112345" not in seen
    assert question.endswith("kan vi søke?")
