"""The staff room's runs: which sets are held out, and what is shown of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.domain import Language
from assistant.errors import InputError
from assistant.evaluation.case_files import write_set
from assistant.evaluation.cases import CaseClass, CaseSet, EvalCase
from assistant.evaluation.measures import Scores
from assistant.evaluation.profile_cases import load_profiles
from assistant.evaluation.report import write_report
from assistant.evaluation.retention import CASES
from assistant.evaluation.runs import Result, Run, write_run
from assistant.evaluation.tune import refuse_held_out
from assistant.serve.limits import Limiter
from assistant.serve.live import Live
from assistant.serve.web.context import Context
from assistant.serve.web.runroom import COMPARISON, REPORT, Runs
from assistant.serve.web.set_list import held_out
from assistant.serve.web.staff_run import RunTab
from assistant.serve.web.staff_runs import RunsTab
from assistant.serve.web.words import Words
from tests.serve.conftest import Running, make_settings, run_server

SECRET = "Hva heter det vi ikke skal lese?"


def run_of(source: str, *tags: str, passed: bool = True) -> Run:
    case = EvalCase(f"{source}-1", SECRET, CaseClass.UNANSWERABLE, Language.NB, tags=tags)
    plain = EvalCase(f"{source}-2", "Et annet", CaseClass.UNRELATED, Language.NB, tags=tags)
    failures = () if passed else ("error",)
    return Run(
        (
            Result(case, source, Scores({"false_answer": 0.0}, {}, failures), answer="Nei."),
            Result(plain, source, Scores({"false_answer": 0.0}, {}, ()), answer="Nei."),
        )
    )


def place(folder: Path, name: str, run: Run) -> None:
    write_run(folder / name, run, {})
    write_report(folder / name / REPORT, run)
    (folder / name / COMPARISON).write_text(SECRET, encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    settings = make_settings(tmp_path_factory.mktemp("runs"))
    runs = settings.data / "runs"
    place(runs, "1-tune", run_of("tune"))
    place(runs, "2-heldout", run_of("heldout"))
    place(runs, "3-tagged", run_of("other", "heldout", passed=False))
    place(runs, "4-tagged", run_of("other", "heldout"))
    yield from run_server(settings)


def page(served: Running, path: str) -> str:
    response = httpx.get(f"{served.url}/kjoring/{path}", headers={"accept-language": "nb"})
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize("kind", ["rapport", "sammenligning"])
@pytest.mark.parametrize("name", ["2-heldout", "3-tagged"])
def test_single_questions_of_a_held_out_run_are_shown_when_asked_for(
    served: Running, name: str, kind: str
) -> None:
    first = page(served, f"{name}/{kind}")
    assert SECRET not in first
    assert "holdt av" in first
    assert f'href="/kjoring/{name}/{kind}?rader=1"' in first
    assert SECRET in page(served, f"{name}/{kind}?rader=1")


def test_the_figures_of_a_held_out_run_are_shown(served: Running) -> None:
    assert "Ferdig: 1 av 2 besto." in page(served, "3-tagged/rapport")
    assert "Ferdig: 2 av 2 besto." in page(served, "2-heldout/rapport")
    assert "Svar der svaret ikke finnes" in page(served, "2-heldout/rapport")


def test_other_runs_are_shown_at_once(served: Running) -> None:
    assert SECRET in page(served, "1-tune/rapport")
    assert SECRET in page(served, "1-tune/sammenligning")


@pytest.fixture
def context(tmp_path: Path) -> Context:
    settings = make_settings(tmp_path)
    live = object.__new__(Live)
    return Context(settings, live, Limiter(1), Limiter(1))


def test_the_rule_is_that_of_tuning(context: Context) -> None:
    from assistant.evaluation.case_files import load_set

    found = Runs(context).sets()
    assert found["heldout"].held_out
    assert not found["tune"].held_out
    assert found["from-text-heldout"].held_out
    assert not found["levels"].held_out
    for info in found.values():
        try:
            if info.profiles:
                load_profiles(info.path)
                refuse_held_out([CaseSet(info.name, info.path, ())])
            else:
                refuse_held_out([load_set(info.path)])
        except InputError:
            assert info.held_out
        else:
            assert not info.held_out


def test_a_set_with_faults_is_named_and_the_others_stay(context: Context) -> None:
    import gradio as gr

    own = context.settings.data / CASES
    own.parent.mkdir(parents=True)
    own.write_text("{", encoding="utf-8")
    runs = Runs(context)
    with gr.Blocks():
        tab = RunTab(runs, Words("web_staff", Language.NB))
    choices, remark = tab.listed()
    labels = {name: label for label, name in choices.choices}
    assert labels["cases-from-use"] == "cases-from-use (har feil og kan ikke kjøres)"
    assert labels["heldout"].endswith("spørsmål, holdt av)")
    assert labels["tune"].endswith(" spørsmål)")
    assert "holdt av" in remark
    write_set(own, [run_of("x").results[0].case])
    assert runs.sets()["cases-from-use"].cases == 1


def test_a_comparison_of_held_out_runs_names_no_question(served: Running) -> None:
    import gradio as gr

    context = Context(served.settings, object.__new__(Live), Limiter(1), Limiter(1))
    with gr.Blocks():
        tab = RunsTab(Runs(context), Words("web_staff", Language.NB))
    shown = tab._compare("3-tagged", "4-tagged")
    assert "other-1" not in shown
    assert "(1)" in shown
    assert "bare antallet" in shown
    table = tab.listed()[0]
    assert table.count("holdt av") == 3
    assert '<progress value="1" max="2">' in table


def test_held_out_by_name_or_tag() -> None:
    assert held_out(run_of("heldout"))
    assert held_out(run_of("x", "held-out"))
    assert not held_out(run_of("tune", "retrieval"))


def test_profile_sets_run_without_a_question(context: Context) -> None:
    runs = Runs(context)
    *_, last = runs.run(["levels", "from-text-tuning"], Language.NB)
    info = runs.info(last.folder.name)
    known = runs.sets()
    assert info.sets == ("levels", "from-text-tuning")
    assert (last.passed, last.total) == (info.passed, info.total)
    assert info.total == known["levels"].cases + known["from-text-tuning"].cases
    assert 0 < known["levels"].cases <= info.passed <= info.total
    assert not info.held_out
    assert (last.folder / REPORT).is_file()
    *_, held = runs.run(["from-text-heldout"], Language.NB)
    assert runs.info(held.folder.name).held_out
