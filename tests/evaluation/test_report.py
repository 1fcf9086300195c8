"""The pages: self-contained, escaped, complete, and without an error in a real browser."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import texts
from assistant.domain import Answer, Language
from assistant.evaluation.compare import compare, scored
from assistant.evaluation.judge import Aspect, Judgement
from assistant.evaluation.profile_cases import Difference, ProfileResult
from assistant.evaluation.report import report_html, write_comparison, write_report
from assistant.evaluation.runner import run_case
from assistant.evaluation.runs import Run
from assistant.evaluation.terminal import show_profiles, show_run

from .fakes import CASES, TEXTS, Failing, FakeAssistant, Inventing, Shortening

EVIL = "<script>document.title='hacked'</script><img src=x onerror=alert(1)>"
PROFILES = (
    ProfileResult("levels/empty", "levels", True, 8, ()),
    ProfileResult("levels/<b>", "levels", True, 8, (Difference("arena/x", "met", EVIL),)),
)


class Evil(FakeAssistant):
    def ask(self, *args: object, **kwargs: object) -> Answer:
        answer = super().ask(*args, **kwargs)  # type: ignore[arg-type]
        return replace(answer, text=answer.text + EVIL, notices=(EVIL,))


def make_run(assistant: FakeAssistant, cases=CASES) -> Run:
    results = tuple(run_case(assistant, c, TEXTS, source="dev")[0] for c in cases)
    seconds = {c.id: 0.01 * n for n, c in enumerate(cases, 1)}
    return Run(results, seconds, {"started": "2024-05-01T12:00:00+00:00", "note": EVIL})


def test_failures_come_first_with_all_that_explains_them():
    page = report_html(make_run(Failing()), PROFILES)
    heads = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert heads == [
        "Spørsmål som ikke besto (1)",
        "Profilsett",
        "Figurer",
        "Målene samlet",
        "Uten poeng",
        "Spørsmål som besto (5)",
        "Hva som laget resultatet",
    ]
    failed = page[page.index("<article") : page.index("</article>")]
    assert "Hvor stor er støtten til NCE?" in failed
    assert "no NCE today" in failed
    assert "Støtten til NCE er inntil fem millioner i året." in failed
    assert "5 millioner (mangler)" in failed
    assert "Tekstbitene søket fant" in failed
    assert "2024-05-01 12:00:00" in page
    assert page.count("<svg") == 4
    assert "arena/x: met →" in page


def test_nothing_in_the_page_comes_from_elsewhere_or_runs():
    evil = replace(CASES[0], question=EVIL, facts=((EVIL,),), tags=(EVIL,))
    page = report_html(make_run(Evil(), (evil, *CASES[1:])), PROFILES)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    links = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert links and all(link.startswith("#") for link in links)
    assert "url(http" not in page and "@import" not in page


def test_every_anchor_leads_somewhere_and_ids_are_unique():
    page = report_html(make_run(Inventing()), PROFILES)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_same_run_gives_the_same_page():
    run = make_run(Inventing())
    assert report_html(run) == report_html(run)


@pytest.mark.parametrize("language", Language)
def test_every_language_has_every_text(language):
    assert texts.area("evaluation", language).keys() == texts.area("evaluation", Language.NB).keys()
    for run in (make_run(Failing()), make_run(Inventing()), Run(())):
        page = report_html(run, PROFILES, language=language)
        assert f'<html lang="{language}">' in page
    assert show_run(make_run(Failing()), language)
    assert show_profiles(PROFILES, language)


def test_placeholders_are_the_same_in_every_language():
    for key, text in texts.area("evaluation", Language.NB).items():
        wanted = set(re.findall(r"\{(\w+)\}", str(text)))
        for language in (Language.NN, Language.EN):
            found = texts.area("evaluation", language)[key]
            assert set(re.findall(r"\{(\w+)\}", str(found))) == wanted, (key, language)


def test_the_judge_is_shown_apart_with_its_disagreements():
    judged = (
        Judgement("arena-amount", Aspect.FAITHFULNESS, ("yes", "yes"), ("a", "b")),
        Judgement("nce-amount", Aspect.FAITHFULNESS, ("yes", "no"), ("står der", EVIL)),
        Judgement("nce-amount", Aspect.CORRECTNESS, (), (), ("the reply was cut off",) * 2),
    )
    page = report_html(make_run(FakeAssistant()), (), judged)
    section = page[page.index('<h2 id="judge"') : page.index('<h2 id="passed"')]
    assert "75,0\u00a0% (2 vurdert, 1 uenige, 0 uten poeng)" in section
    assert "– (0 vurdert, 0 uenige, 1 uten poeng)" in section
    assert section.count("<tr>") == 3
    assert "ja, nei" in section and "the reply was cut off" in section
    assert "<script" not in page


def test_a_comparison_page_shows_both_answers_of_what_flipped(tmp_path):
    a, b = make_run(FakeAssistant()), make_run(Shortening())
    found = compare(scored(a.results), scored(b.results))
    path = tmp_path / "pages" / "compare.html"
    write_comparison(path, found, a, b)
    page = path.read_text(encoding="utf-8")
    assert "Ikke lenger bestått (4)" in page
    assert page.count("<article") == 4
    assert page.count("Et tall har ikke dekning i kilden") == 4
    write_comparison(path, compare({}, {}), Run(()), Run(()))
    assert "ingenting å sammenligne" in path.read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1100, 360])
def test_the_report_opens_without_an_error_and_fits(tmp_path: Path, width: int):
    playwright = pytest.importorskip("playwright.sync_api")
    path = tmp_path / "report.html"
    write_report(path, make_run(Inventing()), PROFILES)
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": width, "height": 900})
        problems: list[str] = []
        page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda r: None if r.url == path.as_uri() else problems.append(r.url))
        page.goto(path.as_uri())
        assert problems == []
        assert page.title() == "Evalueringsrapport"
        assert page.locator("article").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("figure svg").count() == 4
        assert all(box["width"] > 100 for box in _boxes(page))
        browser.close()


def _boxes(page) -> list[dict[str, float]]:
    return [figure.bounding_box() for figure in page.locator("figure svg").all()]
