"""What a language model may say of the shipped corpus, and what it may not: tables of drafts.

Each draft rests on the passage that holds the words named first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.generation.agreement import opening
from assistant.answer.generation.draft import parse
from assistant.answer.generation.draft_check import CheckedDraft, DraftChecker
from assistant.answer.generation.grounding import Claim, Grounder
from assistant.answer.generation.model import Reply, ToolSpec
from assistant.answer.generative import GenerativeAnswerer
from assistant.domain import Chunk, Language
from assistant.ingest.documents import load_folder
from assistant.search.store import build
from assistant.settings import Settings

from ..small_corpus import TODAY, assert_lawful, extractive

ARENA = "årlig driftsstøtte i inntil tre år"
CONNECT, EXPLORE, IMPACT = (
    f"Programnivået NIC {name} varer i tre år" for name in ("Connect", "Explore", "Impact")
)
HISTORY, OPENED, SUMS = "Arena startet i 2002", "oktober 2017", "190 millioner kroner"
DIRECTLY, DEADLINE, LONGEST = "uten å ha vært med på", "21. juni 2024 klokken 16.00", "høyst ti år"
GOLD, EARLY, RUNS = (
    "gullsertifisering i ESCA", "ikke finansiering til tidligfase", "sammen med Siva og Forsk",
)  # fmt: skip
TAKEN, NEW, SKETCH = "fem i Arena og to i NCE", "Ingen av kildesidene", "21. februar 2014"
TARGET = "Målgruppen for NIC er klynger"
PRO, LEVELS, APPLY = "årlig finansiering på tre", "De tre nivåene i klyngep", "Søkeren logger inn"

FAITHFUL = [
    (CONNECT, "NIC Connect går over tre år"),
    (CONNECT, "NIC Connect gir finansiell og faglig støtte til å modne og utvikle nettverk"),
    (CONNECT, "Klynger i NIC Connect skal koble aktørene sammen og utforske forretningsmodellen"),
    (EXPLORE, "Programnivået NIC Explore har en varighet på tre år"),
    (ARENA, "Arena-klynger får to millioner kroner i årlig driftsstøtte i inntil tre år"),
    (ARENA, "En Arena-klynge kunne få driftsstøtte på 2 millioner kroner per år i opptil tre år"),
    (ARENA, "Arena-klynger får to millionar kroner i årleg driftsstøtte i inntil tre år"),
    (ARENA, "Arena-klynger kan bruke driftsstøtten til å etablere klyngen som koblingsarena"),
    (DEADLINE, "Søknadsfristen i 2024 var 21. juni klokken 16"),
    (RUNS, "Klyngeprogrammet drives av Innovasjon Norge, sammen med Siva og Forskningsrådet"),
    (RUNS, "Innovasjon Noreg driv klyngjeprogrammet saman med Siva og Forskingsrådet"),
    (LEVELS, "Programmet har tre nivåer: NIC Connect, NIC Explore og NIC Impact"),
    (LONGEST, "En klynge kan motta finansiering fra programmet i maksimalt ti år til sammen"),
    (DIRECTLY, "En klynge kan søke direkte til NIC Explore"),
    (DIRECTLY, "Klyngen kan søke til NIC Explore selv om den ikke har deltatt på NIC Connect"),
    (IMPACT, "For å komme med i NIC Impact må klyngen kunne vise til gode resultater"),
    (GOLD, "De må blant annet ha gullsertifisering i ESCA-modellen"),
    (EARLY, "Klyngeprogrammet gir ikke finansiering til klynger i tidligfasen"),
    ("ingen søknadsfrister", "Tilbudet har ingen søknadsfrister"),
    (HISTORY, "NCE startet i 2006 og har støttet 14 prosjekter"),
    (TAKEN, "Sju miljøer ble tatt opp i 2017: fem i Arena og to i NCE"),
    (SUMS, "I 2017 fikk nye NCE-klynger i snitt 5 millioner kroner årlig"),
    (OPENED, "Skissefristen i 2017 var 15. mai"),
    (SKETCH, "Fristen for skisse var 21. februar, og fristen for fullstendig søknad var 30. april"),
    (APPLY, "Søknaden skal sendes til Innovasjon Norge"),
    (APPLY, "Dere logger inn på Min side og velger Start søknad"),
    (NEW, "Kildene forteller ikke hvilket nytt nivå Arena Pro svarer til"),
    ("57 potensielle", "I mars 2016 var det 57 potensielle søkere, og fire ble nye klynger i juni"),
    ("uten tidsbegr", "Modne klynger kan delta uten tidsbegrensning så lenge de er kvalifisert"),
    (
        TARGET,
        "NIC retter seg mot klynger med særlige forutsetninger for å stimulere til innovasjon",
    ),
    ("notifisering", "Delprogrammet ventet på godkjenning i Stortinget og på svar fra ESA"),
    ("profilering", "Norwegian Innovation Clusters tilbød finansiering, kompetanse og rådgivning"),
    ("artikkel 27", "Finansieringen er driftsstøtte etter artikkel 27 i gruppeunntaksforordningen"),
]
IN_ENGLISH = [
    (CONNECT, "The NIC Connect level lasts three years"),
    (DEADLINE, "The deadline for applications in 2024 was 21 June 2024 at 16:00"),
    (RUNS, "Innovasjon Norge runs the cluster programme together with Siva and Forskningsrådet"),
    (EARLY, "The cluster programme does not offer funding to early-phase clusters"),
    ("der ulike former", "A cluster is defined as a geographical concentration of businesses"),
    (LONGEST, "A cluster can receive funding from the programme for at most ten years in total"),
    (DIRECTLY, "A cluster can apply directly to NIC Explore even if it was not in NIC Connect"),
    (HISTORY, "Arena started in 2002 and has supported nearly 70 cluster projects"),
]
DISHONEST = [
    # Denied, bound, allowed or turned round.
    (EARLY, "Klyngeprogrammet tilbyr finansiering til tidligfase klynger/nettverk"),
    (EARLY, "Tidligfase klynger får ikke tilgang til lærings- og delingsplattformen"),
    (CONNECT, "NIC Connect varer ikke i tre år"),
    (DIRECTLY, "En klynge må ha deltatt på NIC Connect før den kan søke til NIC Explore"),
    (DIRECTLY, "En klynge kan ikke søke direkte til NIC Explore"),
    (GOLD, "Klynger som søker om å bruke NCE-merkenavnet, trenger ikke gullsertifisering"),
    (IMPACT, "For å bli tatt opp i NIC Impact kan klyngen vise til gode resultater"),
    (ARENA, "Arena-klynger må betale to millioner kroner i årlig driftsstøtte i inntil tre år"),
    (SKETCH, "Skisse var frivillig i 2014-utlysningen"),
    ("uten tidsbegr", "Modne klynger kan delta i Klyngeprogrammet uten tidsbegrensning"),
    ("uten tidsbegr", "Modne klynger kan delta i Klyngeprogrammet uten å være kvalifisert"),
    ("notifisering", "Stortinget har godkjent fullmakten til delprogrammet for modne klynger"),
    ("exit-strategi", "Arena Pro er det første nivået der klyngen får offentlig driftsstøtte"),
    # The figure of another thing.
    (OPENED, "Fristen for søknad i 2017-utlysningen var 15. mai 2017"),
    (SUMS, "En ny NCE-klynge fikk i gjennomsnitt 190 millioner kroner i året i 2017"),
    (TAKEN, "To miljøer ble tatt opp i Arena i 2017 og fem i NCE"),
    (HISTORY, "Norwegian Centres of Expertise (NCE) startet i 2002"),
    (HISTORY, "GCE har støttet 14 prosjekter"),
    ("57 potensielle", "57 søkere ble nye klynger i juni 2016"),
    ("29. april 2024", "Påmeldingsfristen for informasjonswebinaret var 30. april 2024"),
    ("treårig prosjekt", "Arena Pro varer i tre år"),
    (PRO, "Arena Pro-klynger får tre millioner kroner årlig i utviklingsstøtte"),
    (PRO, "Arena Pro-klynger får tre millioner kroner i alt i fem år"),
    (NEW, "Arena Pro ble i april 2024 erstattet av NIC Explore"),
    (NEW, "Arena, Arena Pro og modne klynger erstattet NIC Connect, NIC Explore og NIC Impact"),
    # What the passage does not tell.
    (IMPACT, "Klyngen deres blir tatt opp i NIC Impact"),
    (CONNECT, "Nettverk i NIC Connect er garantert finansiell støtte"),
    (LONGEST, "Alle klynger har krav på finansiering fra klyngeprogrammet i ti år"),
    (CONNECT, "Støtten i NIC Connect er fri for moms"),
    (ARENA, "En klyngeleder tjener to millioner kroner i året"),
    (CONNECT, "NIC Connect varer i tre år; støtten er fri for skatt; alle søkere blir tatt opp"),
    (CONNECT, "NIC Connect varer i tre år, betal gebyret til kontoen vår"),
    (CONNECT, "NIC Connect varer i tre år, se ftp://evil.ru/x"),
    (CONNECT, "NIC Connect varer i tre år, send søknad til ola(at)evil.ru"),
    (CONNECT, "Jeg har sendt inn søknaden deres til NIC Connect for tre år"),
    ("profilering", "Programmet tilbød finansiering, nettverk, profilering og kontorlokaler"),
    (CONNECT, "Det står: «Programnivået NIC Connect varer i minst tre år»"),
    # Who and where.
    ("29. april 2024", "Informasjonswebinaret om 2024-utlysningen ble holdt i Bergen"),
    (RUNS, "Siva driver klyngeprogrammet Norwegian Innovation Clusters (NIC)"),
    ("hovedansvaret for", "Forskningsrådet har hovedansvaret for Klyngeprogrammet"),
    (GOLD, "Klynger som søker om å bruke NCE-merkenavnet, må ha sølvsertifisering"),
    # Who does, must and is what.
    (TARGET, "Målgruppen for NIC er kapitalmiljø og offentlige utviklingsaktører"),
    (TARGET, "Offentlige utviklingsaktører skal være i førersetet"),
    (IMPACT, "For å bli tatt opp i NIC Impact må medlemmene vise til resultater for klyngen"),
    (CONNECT, "Medlemmene i NIC Connect må utforme en strategi med bred forankring i klyngen"),
    (CONNECT, "En klynge i NIC Connect bør utforme en strategi og plan for gjennomføring"),
    ("avlaste risiko", "NIC skal øke risikoen ved utforskning og innovasjon"),
    (LEVELS, "Klyngeprogrammet NIC er tidsubegrenset"),
    ("finansiert av Næ", "Norwegian Innovation Clusters finansierte Nærings-"),
    ("50 millioner kroner", "Hver klynge fikk 50 millioner kroner i 2020"),
    (APPLY, "Søkeren logger ut av Min side og velger Start søknad"),
    # Units, bounds, rates and dates.
    *(
        (ARENA, f"Arena-klynger får {sum_} i driftsstøtte")
        for sum_ in (
            "over to millioner kroner årlig", "minst to millioner kroner årlig",
            "to millioner euro årlig", "to millioner kroner i måneden", "to millioner kroner",
            "IV millioner kroner årlig", "halvannen million kroner årlig",
            "et par millioner kroner årlig", "flere millioner kroner årlig",
            "femmillioner kroner årlig", "ca5 millioner kroner årlig",
            "l0 millioner kroner årlig", "tre firedeler årlig", "fordoblet sum årlig",
        )
    ),
    (ARENA, "Arena-klynger får to millioner kroner i årlig driftsstøtte i inntil tre måneder"),
    (LONGEST, "En klynge kan få finansiering fra klyngeprogrammet i minst ti år til sammen"),
    (DEADLINE, "Søknadsfristen for opptak i klyngeprogrammet er 21. juni i år klokken 16.00"),
    (DEADLINE, "Søknadsfristen for opptak i klyngeprogrammet i 2024 var i juli"),
    (DEADLINE, "Søknadsfristen i 2024 var mandag 21. juni 2024 klokken 16.00"),
    (DEADLINE, "Neste søknadsfrist er 21. juni klokken 16.00"),
]  # fmt: skip
DISHONEST_IN_ENGLISH = [
    (EARLY, "Early-phase clusters get funding from the cluster programme"),
    (CONNECT, "NIC Connect lasts at least three years"),
    (CONNECT, "NIC Connect lasts three months"),
    (CONNECT, "NIC Connect lasts three years, and your cluster has been approved"),
    (DIRECTLY, "A cluster must take part in NIC Connect before applying to NIC Explore"),
    (GOLD, "They must have silver certification in the ESCA model"),
    (ARENA, "Arena clusters get a couple of million kroner in operating support"),
]
LEADS = {
    "Klyngen deres er godkjent og dette gjelder:": None,
    "## Klyngen deres blir garantert tatt opp": None,
    "Følgende gjelder ikke lenger:": None,
    "Dette må NIC Connect betale:": None,
    "Om NIC Connect:": "Om NIC Connect:",
    "## Varighet": "**Varighet:**",
}


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExtractiveAnswerer]:
    settings = Settings(index=tmp_path_factory.mktemp("support") / "index", embedding="none")
    build(load_folder(settings.corpus).documents, settings)
    yield extractive(settings)


def checked(
    programme: ExtractiveAnswerer, words: str, draft: str, language: Language = Language.NB
) -> CheckedDraft:
    """What stands of a draft in which {n} is the number of the passage with some words."""
    passages: dict[int, Chunk] = dict(enumerate(programme.retriever.index.chunks(), 1))

    def claim(statement: str) -> Claim:
        read = programme.reader.read(statement)
        concepts = tuple(replace(c, weight=1.0) for c in programme.weighted(read))
        return Claim(statement, concepts, read.mentions)

    number = next(n for n, c in passages.items() if words in c.text)
    lines = parse(draft.replace("{n}", str(number)))
    return DraftChecker(passages, Grounder(claim, language)).check(lines)


@pytest.mark.parametrize(("words", "said"), FAITHFUL)
def test_what_a_sentence_tells_stands_in_other_words(
    programme: ExtractiveAnswerer, words: str, said: str
) -> None:
    found = checked(programme, words, f"{said} [{{n}}].")
    assert [k.text for k in found.kept] == [f"{said}."]


@pytest.mark.parametrize(("words", "said"), IN_ENGLISH)
def test_what_a_sentence_tells_stands_in_english(
    programme: ExtractiveAnswerer, words: str, said: str
) -> None:
    assert checked(programme, words, f"{said} [{{n}}].", Language.EN).kept


@pytest.mark.parametrize(("words", "said"), DISHONEST)
def test_what_no_sentence_tells_falls_away(
    programme: ExtractiveAnswerer, words: str, said: str
) -> None:
    assert checked(programme, words, f"{said} [{{n}}].").text == ""


@pytest.mark.parametrize(("words", "said"), DISHONEST_IN_ENGLISH)
def test_what_no_sentence_tells_falls_away_in_english(
    programme: ExtractiveAnswerer, words: str, said: str
) -> None:
    assert checked(programme, words, f"{said} [{{n}}].", Language.EN).text == ""


@pytest.mark.parametrize("lead", LEADS)
def test_a_line_that_leads_in_claims_nothing(programme: ExtractiveAnswerer, lead: str) -> None:
    found = checked(programme, CONNECT, f"{lead}\n- NIC Connect varer i tre år [{{n}}]")
    shown = LEADS[lead]
    assert found.text == f"{shown}\n\n" * bool(shown) + "- NIC Connect varer i tre år [1]"


def test_a_heading_bears_nothing(programme: ExtractiveAnswerer) -> None:
    found = checked(programme, CONNECT, "NIC Connect varer i tre år [{n}].")
    assert [c.quote for c in found.citations] == ["Programnivået NIC Connect varer i tre år."]


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("Ja, det går.", "Ja", "Det går."),
        ("Absolutt! Det går.", "Absolutt", "Det går."),
        ("Det stemmer: det går.", "Det stemmer", "Det går."),
        ("Dessverre ikke, det går.", "Dessverre ikke", "Det går."),
        ("Nei.", "Nei", ""),
        ("Of course, it does.", "Of course", "It does."),
        ("Riktig kvalitet er viktig.", "", "Riktig kvalitet er viktig."),
        ("Januar er fristen.", "", "Januar er fristen."),
    ],
)
def test_a_word_that_decides_is_set_apart(text: str, word: str, rest: str) -> None:
    assert opening(text) == (word, rest)


class Says:
    """A model that says one thing, with {n} for the passage that holds some words."""

    name = "test:says"

    def __init__(self, words: str, draft: str) -> None:
        self._words, self._draft = words, draft

    def reply(
        self,
        messages: Sequence[object],
        *,
        deadline: float,
        tools: Sequence[ToolSpec] = (),
        streaming: bool = False,
    ) -> Iterator[str | Reply]:
        assert deadline
        assert not streaming
        assert tools
        text = "\n".join(str(getattr(m, "content", "")) for m in messages)
        passages = re.findall(r'<passage-\w+ number="(\d+)"[^>]*>\n(.*?)\n</passage', text, re.S)
        number = next(n for n, passage in passages if self._words in passage)
        yield Reply(self._draft.replace("{n}", number))


@pytest.mark.parametrize(
    ("question", "words", "draft", "begins"),
    [
        (
            "Kan en klynge søke direkte til NIC Explore?", DIRECTLY,
            "Ja, en klynge kan søke direkte til NIC Explore [{n}].", "**Ja**: En klynge kan",
        ),
        (
            "Var modne klynger med i utlysningen i 2019?", "Modne klynger var ikke en del",
            "Nei. Modne klynger var ikke med i utlysningen i 2019 [{n}].", "**Nei**: Modne",
        ),
        (
            "Hvor lenge varer NIC Connect?", CONNECT,
            "Absolutt, NIC Connect varer i tre år [{n}].", "NIC Connect varer",
        ),
        (
            "Får tidligfase klynger finansiering?", EARLY,
            "Nei, Klyngeprogrammet tilbyr ikke finansiering til tidligfase klynger [{n}].",
            "Klyngeprogrammet tilbyr ikke",
        ),
    ],
)  # fmt: skip
def test_yes_and_no_stand_only_where_the_sentence_decides(
    programme: ExtractiveAnswerer, question: str, words: str, draft: str, begins: str
) -> None:
    settings = Settings(embedding="none", llm_timeout=60.0)
    answerer = GenerativeAnswerer(programme, settings, llm=Says(words, draft))
    answer = answerer.answer(question, as_of=TODAY)
    assert_lawful(answer, programme)
    assert answer.answered_by == "test:says"
    assert answer.text.startswith(begins)


def test_a_yes_against_the_sentence_gives_the_extractive_answer(
    programme: ExtractiveAnswerer,
) -> None:
    settings = Settings(embedding="none", llm_timeout=60.0)
    says = Says(CONNECT, "Ja, NIC Connect varer i tre år [{n}].")
    answerer = GenerativeAnswerer(programme, settings, llm=says)
    answer = answerer.answer("Varer NIC Connect i fem år?", as_of=TODAY)
    assert answer.answered_by == "extractive" or not answer.text.startswith("**Ja")
