"""«Ja» or «Nei» only where one sentence decides the question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer.extraction.units import UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.scoring import Scorer
from assistant.answer.yes_no.polarity import says_no, verdict
from assistant.domain import Block, BlockKind, Chunk, Hit, Metadata, Status


def scored(
    sea: ExtractiveAnswerer, question: str, sentence: str, status: Status = Status.CURRENT
) -> tuple[Question, Evidence]:
    """A question with one sentence as evidence."""
    read = sea.reader.read(question)
    block = Block(BlockKind.PARAGRAPH, 0, len(sentence), 0)
    chunk = Chunk(
        *("x:1", "x", "Veileder", (), None, 0, len(sentence), sentence, (block,)),
        Metadata(status=status),
    )
    scorer = Scorer(read, sea.weighted(read), rivals=("Hav Start", "Hav Vekst"), as_of=date.max)
    (evidence,) = scorer.score([Hit(chunk, 1.0)])
    return read, evidence


def decided(
    sea: ExtractiveAnswerer, question: str, sentence: str, status: Status = Status.CURRENT
) -> bool | None:
    return verdict(*scored(sea, question, sentence, status))


LEADER = "Nettverket må ha egen daglig leder i Hav Vekst."
TABLE: list[tuple[str, str, bool | None]] = [
    # The sentence says it.
    ("Må nettverket ha egen daglig leder i Hav Vekst?", LEADER, True),
    ("Må nettverket ha egen strategi?", "Nettverket må ha egen strategi.", True),
    ("Er deltakelse obligatorisk?", "Deltakelse er obligatorisk.", True),
    ("Kan rederier delta?", "Rederier kan delta i programmet.", True),
    ("Leveres rådgivningen individuelt?", "Rådgivningen leveres individuelt.", True),
    # What goes for one level does not go for all.
    ("Må nettverket ha egen daglig leder?", LEADER, None),
    # Which of two comes first.
    ("Sendes først skisse og så søknad?", "Rederier sender først skisse og deretter søknad.", True),
    (
        "Sendes først søknad og så skisse?",
        "Rederier sender først skisse og deretter søknad.",
        False,
    ),
    # What one gathers is no demand; what was held on a day is not held now.
    ("Trenger nettverket rederier?", "Nettverket samler rederier.", None),
    ("Trenger nettverket rederier?", "Nettverket må ha rederier.", True),
    ("Er det kurs for rederier?", "Rederier ble invitert til kurs 3. mai 2024.", None),
    ("Var det kurs for rederier?", "Rederier ble invitert til kurs 3. mai 2024.", True),
    # It says the opposite, or the question does.
    ("Er deltakelse obligatorisk?", "Deltakelse er ikke obligatorisk.", False),
    ("Kan rederier delta?", "Rederier kan ikke delta i programmet.", False),
    # Put negatively, it is asked for the same thing.
    ("Kan rederier ikke delta?", "Rederier kan delta i programmet.", True),
    ("Er deltakelse ikke obligatorisk?", "Deltakelse er ikke obligatorisk.", False),
    ("Må nettverket ikke ha egen strategi?", "Nettverket må ha egen strategi.", True),
    ("Er det ingen frist for rederier?", "Det er ingen frist for rederier.", False),
    ("Kan rederier delta uten gebyr?", "Rederier kan delta uten gebyr.", True),
    ("Kan rederier delta uten gebyr?", "Rederier kan delta.", None),
    # The year is of another clause; what something was to be for need not have come.
    ("Støttet Hav Vekst 14 havner i 2006?", "Hav Vekst kom i 2006 og har støttet 14 havner.", None),
    ("Kom Hav Vekst i 2006?", "Hav Vekst kom i 2006 og har støttet 14 havner.", True),
    ("Ble det havnelag i 2021?", "I 2021 kunne havner søke om støtte til å lage havnelag.", None),
    ("Ble det havnelag i 2021?", "I 2021 skulle støtten gi havnelag.", None),
    # When a thing ends is not when it is.
    ("Er samlingen klokken 13?", "Samlingen er klokken 12.00–13.00.", None),
    ("Er samlingen klokken 12?", "Samlingen er klokken 12.00.", True),
    # Neither whether, nor of one thing.
    ("Fikk rederier hva i 2021?", "Rederier fikk 2 millioner kroner i 2021.", None),
    ("Må målene være klare, men ikke målbare?", "Målene må være klare og målbare.", None),
    # A document's word on what it restates.
    ("Ble skjemaet gitt ut i 2020?", "Teksten gjengir skjemaet som ble gitt ut i 2020.", None),
    ("Kan ikke-medlemmer delta?", "Ikke-medlemmer kan delta.", True),
    ("Kan ikke-medlemmer delta?", "Medlemmer kan delta.", None),
    # A negation of something else: a clause, or what was told before the question.
    ("Får rederier støtte hvis de ikke er medlem?", "Rederier som er medlem, får støtte.", None),
    ("Får rederier som ikke er medlem, støtte?", "Rederier som er medlem, får støtte.", None),
    ("Stemmer det at rederier ikke får støtte?", "Rederier får støtte.", None),
    ("Vi er ikke rederier. Kan rederier få støtte?", "Rederier kan få støtte.", None),
    ("Vi er rederier. Kan rederier få støtte?", "Rederier kan få støtte.", True),
    # What one must do to get there is no leave to.
    ("Kan rederier bli tatt opp?", "For å bli tatt opp må rederier kunne vise regnskap.", None),
    ("Må rederier vise regnskap?", "For å bli tatt opp må rederier vise regnskap.", True),
    # How the asker is, nobody else can tell, nor what suits the asker.
    ("Er vi for små for nettverket?", "Nettverket er for små bedrifter.", None),
    ("Er bedriften for umoden til å få støtte?", "Umodne bedrifter kan få støtte.", None),
    ("Er bedriften vår umoden?", "Bedriften er umoden.", None),
    ("Er nettverket for små bedrifter?", "Nettverket er for små bedrifter.", True),
    ("Er nettverket riktig for oss?", "Nettverket er for små bedrifter.", None),
    ("Passer nettverket for små bedrifter?", "Nettverket passer for små bedrifter.", True),
    ("Er vi nødt til å ha strategi?", "Nettverket er nødt til å ha strategi.", True),
    # Nobody but the asker can tell whether it is enough, and another name is not there.
    ("Er deltakelse nok?", "Deltakelse er obligatorisk.", None),
    ("Var fristen for kort?", "Fristen var 3. mai 2020.", None),
    ("Er det et lite nettverk?", "Det er et lite nettverk.", True),
    ("Kan rederier delta i Bergen?", "Rederier kan delta i programmet.", None),
    ("Ble deltakelse foreslått av Høyre?", "Deltakelse ble foreslått.", None),
    # Neither is «ja» or «nei» to one of two, to what is only half denied, or to another time.
    ("Er det rederier eller havner som kan delta?", "Rederier kan delta i programmet.", None),
    ("Kan rederier være partnere?", "Rederier kan ikke søke, men kan være partnere.", None),
    ("Kan rederier delta etter fristen?", "Rederier kan delta innen fristen.", None),
    ("Kan rederier delta før møtet?", "Rederier kan delta etter møtet.", None),
    ("Kan rederier delta etter møtet?", "Rederier kan delta etter møtet.", True),
    # A quantifier of the question is not in the sentence.
    ("Kan bare rederier delta?", "Rederier kan delta i programmet.", None),
    ("Kan alle rederier delta?", "Rederier kan delta i programmet.", None),
    ("Må nettverket alltid ha daglig leder?", "Nettverket må ha daglig leder.", None),
    # More or less than what the sentence says.
    ("Kan vi få støtte i mer enn ti år?", "Dere kan få støtte i høyst ti år.", False),
    ("Kan vi få støtte i over ti år?", "Dere kan få støtte i inntil ti år.", False),
    ("Kan me få støtte i meir enn ti år?", "De kan få støtte i høyst ti år.", False),
    ("Varer støtten i mer enn ti år?", "Støtten varer i ti år.", None),
    ("Må nettverket ha minst ti medlemmer?", "Nettverket må ha minst ti medlemmer.", True),
    ("Må nettverket ha over ti medlemmer?", "Nettverket må ha minst ti medlemmer.", None),
    # What is forbidden, excepted, or free for others.
    (
        "Kan rederier delta i programmet?",
        "Det er forbudt for rederier å delta i programmet.",
        False,
    ),
    ("Er det forbudt å delta?", "Det er forbudt å delta.", True),
    ("Kan rederier delta?", "Rederier kan delta, men ikke stiftelser.", None),
    ("Er deltakelse gratis?", "Deltakelse koster 90 kroner, men er gratis for barn.", None),
    # Whose the number is, is not said by its standing there.
    ("Ble fem nettverk tatt opp?", "Sju nettverk ble tatt opp, fem nye og to gamle.", None),
    # The negation is another clause's.
    ("Kan nettverk delta?", "Nettverk som de ikke har søkt med, kan delta.", None),
    # What goes for it all the same, denies nothing.
    ("Kan nettverk delta?", "Nettverk kan delta selv om de ikke har søkt før.", True),
    ("Kan nettverk ha søkt før?", "Nettverk kan delta selv om de ikke har søkt før.", None),
    (
        "Kan nettverk delta uten å ha søkt før?",
        "Nettverk kan delta selv om de ikke har søkt før.",
        True,
    ),
    ("Kan nettverk delta uten å ha styre?", "Nettverk kan ikke delta uten å ha styre.", None),
    ("Kan nettverk delta?", "Nettverk som ikke har søkt før, kan delta.", None),
    # What one may do without, one need not have; of another thing that tells nothing.
    (
        "Må vi ha vært i Hav Start for å søke Hav Vekst?",
        "En kan søke Hav Vekst selv om en ikke har vært i Hav Start.",
        False,
    ),
    (
        "Må vi ha vært i Hav Vekst for å søke Hav Start?",
        "En kan søke Hav Vekst selv om en ikke har vært i Hav Start.",
        None,
    ),
    # Another value: a figure told plainly decides, one that may be more does not.
    ("Varer Hav Vekst i fem år?", "Hav Vekst varer i tre år.", False),
    ("Varer Hav Vekst i tre år?", "Hav Vekst varer i tre år.", True),
    ("Does Hav Vekst last five years?", "Hav Vekst varer i tre år.", False),
    ("Varer Hav Vekst i tre måneder?", "Hav Vekst varer i tre år.", None),
    ("Varer Hav Vekst i fem år?", "Hav Vekst varer i minst tre år.", None),
    ("Varer Hav Vekst i to år?", "Hav Vekst varer ikke i tre år.", None),
    ("Kan Hav Vekst vare i fem år?", "Hav Vekst varer i tre år.", None),
    ("Varer Hav Vekst i fem år?", "Hav Vekst har en leder i tre år.", None),
    ("Har nettverket fire komiteer?", "Nettverket har tre komiteer.", False),
    ("Har nettverket tre komiteer?", "Nettverket har tre fagkomiteer.", True),
    ("Har nettverket fire komiteer?", "Nettverket har om lag tre komiteer.", None),
    ("Har nettverket fire komiteer?", "Nettverket har komiteer med tre medlemmer.", None),
    ("Kan nettverket få støtte i tolv år?", "Nettverket kan få støtte i høyst ti år.", False),
    ("Kan nettverket få støtte i fem år?", "Nettverket kan få støtte i høyst ti år.", None),
    # Of a part, or of the whole.
    ("Har Hav Vekst to nivåer?", "Programmet har to nivåer: Hav Start og Hav Vekst.", None),
    ("Har programmet to nivåer?", "Programmet har to nivåer: Hav Start og Hav Vekst.", True),
    ("Varer programmet i tre år?", "Programmet har to nivåer, og hvert nivå varer i tre år.", None),
    (
        "Varer hvert nivå i fem år?",
        "Programmet har to nivåer, og hvert nivå varer i tre år.",
        False,
    ),
    ("Må nettverket ha ti medlemmer?", "Nettverket må ha førti medlemmer.", None),
    ("Var fristen 20. januar 2026?", "Fristen var 21. januar 2026.", False),
    ("Må nettverket ha ti medlemmer?", "Nettverket må ha ti medlemmer.", True),
    # Another level, or half of what is asked.
    ("Må nettverket ha egen daglig leder i Hav Start?", LEADER, None),
    ("Må nettverket ha daglig leder og styre?", "Nettverket må ha daglig leder.", None),
    ("Er deltakelse obligatorisk for rederier?", "Rådgivningen er gratis.", None),
    # What one shall, one must; what another shall for one, one need not.
    ("Må nettverket ha daglig leder?", "Nettverket skal ha daglig leder.", True),
    ("Må ikke nettverket ha daglig leder?", "Nettverket skal ha daglig leder.", True),
    ("Må nettverket ha daglig leder?", "I Bergen skal nettverket ha daglig leder.", True),
    ("Må nettverket ha daglig leder?", "Hjelpen til nettverket skal gis av daglig leder.", None),
    # What is, is no duty, and what is done is no permission.
    ("Må nettverket ha daglig leder?", "Nettverket har daglig leder.", None),
    # Those who ask are those who apply; others are not.
    ("Må vi ha strategi?", "Søkeren skal ha strategi.", True),
    ("Må vi ha strategi?", "Kystverket skal ha strategi.", None),
    # What it takes for others to be helped, all need not have.
    ("Må nettverket ha strategi?", "Hjelpen er for nettverk som må ha strategi.", None),
    # On a condition it is not so for all.
    ("Er samlingene åpne for rederier?", "Samlingene er åpne for rederier.", True),
    (
        "Er samlingene åpne for rederier?",
        "Samlingene er åpne for rederier, dersom de er medlemmer.",
        None,
    ),
    # What another thing is of is not the thing.
    ("Er nettverk tidsbegrenset?", "Nettverksprogrammet er tidsbegrenset.", None),
    # None of their own may be some.
    ("Fulgte det egne midler med?", "Det fulgte ingen egne midler med.", False),
    ("Fulgte det midler med?", "Det fulgte ingen egne midler med.", None),
    # Whether it is true is no matter of its own.
    ("Er det sant at rederier kan delta?", "Rederier kan delta i programmet.", True),
    ("Er det sant at rederier kan delta?", "Rederier kan ikke delta i programmet.", False),
    # Another sum, another day, another number of such things; not for a part of them.
    ("Var rammen 200 millioner kroner?", "Rammen var 190 millioner kroner.", False),
    ("Var rammen 190 millioner kroner?", "Rammen var 190 millioner kroner.", True),
    ("Var fristen 20. januar 2026?", "Fristen for skisse var 21. januar 2026.", None),
    ("Har programmet fem mål?", "Programmet har to trinn og fem mål.", True),
    ("Har programmet seks mål?", "Programmet har to trinn og fem mål.", False),
    ("Kan nettverket få støtte i fire år?", "Nettverket får årlig støtte i inntil tre år.", False),
    (
        "Kan nettverket få støtte i mer enn tre år?",
        "Nettverket får årlig støtte i inntil tre år.",
        False,
    ),
]


ENDED = [
    ("Er Fyr fortsatt et nivå?", "Nivåene Lykt og Lanterne erstatter nivået Fyr.", None),
    ("Er Fyr et nivå?", "Nivået Fyr ble avviklet i 2020.", None),
    ("Finnes Hav Start fortsatt?", "Hav Start ble avviklet i 2020.", False),
    ("Er Hav Start fortsatt et nivå?", "Hav Start ble avviklet i 2020.", False),
    ("Er Hav Vekst fortsatt et nivå?", "Hav Start ble avviklet i 2020.", None),
    ("Er Hav Start fortsatt populært?", "Hav Start ble avviklet i 2020.", None),
    ("Finnes Hav Start?", "Hav Vekst erstatter det tidligere nivået Hav Start.", False),
    ("Finnes Hav Vekst fortsatt?", "Hav Vekst erstatter det tidligere nivået Hav Start.", None),
    ("Finnes Hav Start fortsatt?", "Hav Start skal avvikles i 2030.", None),
    ("Er Hav Start nedlagt?", "Hav Start ble erstattet av Hav Vekst i 2020.", True),
    ("Er Hav Vekst nedlagt?", "Hav Start ble erstattet av Hav Vekst i 2020.", None),
    ("Ble nivået Fyr avviklet?", "Nivået Fyr ble avviklet i 2020.", True),
    ("Kan et nettverk få mer enn to millioner?", "Et nettverk får to millioner i året.", None),
]


@pytest.mark.parametrize(("question", "sentence", "answer"), [*TABLE, *ENDED])
def test_verdict(
    sea: ExtractiveAnswerer, question: str, sentence: str, answer: bool | None
) -> None:
    assert decided(sea, question, sentence) is answer


@pytest.mark.parametrize("status", [Status.HISTORICAL, Status.EXPIRED])
@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Må nettverket ha daglig leder?", "Nettverket må ha daglig leder.", None),
        ("Kan rederier delta?", "Rederier kan delta i programmet.", None),
        ("Måtte nettverket ha strategi?", "Nettverket må ha strategi.", True),
        ("Er deltakelse obligatorisk?", "Deltakelse er ikke obligatorisk.", None),
        ("Var deltakelse obligatorisk?", "Deltakelse er ikke obligatorisk.", False),
    ],
)
def test_what_held_before_is_no_answer_to_what_holds_now(
    sea: ExtractiveAnswerer, question: str, sentence: str, answer: bool | None, status: Status
) -> None:
    assert decided(sea, question, sentence, status) is answer


def test_a_list_decides_nothing(sea: ExtractiveAnswerer) -> None:
    question, evidence = scored(sea, TABLE[0][0], LEADER)
    listed = replace(evidence, unit=replace(evidence.unit, kind=UnitKind.LIST))
    assert verdict(question, evidence) is True
    assert verdict(question, listed) is None


def test_a_question_of_names_alone_is_not_decided(sea: ExtractiveAnswerer) -> None:
    assert decided(sea, "Er det Hav Vekst?", LEADER) is None


def test_a_negation_in_the_heading_leaves_it_open(sea: ExtractiveAnswerer) -> None:
    question, evidence = scored(sea, "Dekkes reiser?", "Reiser dekkes.")
    assert verdict(question, evidence) is True
    unit = replace(evidence.unit, context="Dette dekkes ikke")
    assert verdict(question, replace(evidence, unit=unit)) is None


def test_what_was_so_is_no_yes_to_whether_it_still_is(sea: ExtractiveAnswerer) -> None:
    said = "Nettverkene fikk besøk av en fadder."
    old = Status.HISTORICAL
    assert decided(sea, "Fikk nettverkene besøk av en fadder?", said, old) is True
    assert decided(sea, "Fikk nettverkene fortsatt besøk av en fadder?", said, old) is None


@pytest.mark.parametrize(
    ("question", "sentence", "denied"),
    [
        ("Får rederier støtte?", "Programmet gir ikke støtte til rederier.", True),
        ("Får rederier støtte?", "Programmet gir støtte til rederier.", False),
        ("Får rederier støtte?", "Programmet gir ikke støtte til havner.", False),
        ("Får rederier ikke støtte?", "Programmet gir ikke støtte til rederier.", False),
    ],
)
def test_a_sentence_that_denies_all_needs_no_company(
    sea: ExtractiveAnswerer, question: str, sentence: str, denied: bool
) -> None:
    assert says_no(*scored(sea, question, sentence)) is denied


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("Var deltakelse obligatorisk?", True),
        ("Var deltakelse obligatorisk i 2012?", True),
        # Undated, it is asked of what applies.
        ("Er deltakelse obligatorisk?", False),
        ("Er deltakelse obligatorisk i dag?", False),
        ("Er deltakelse fortsatt obligatorisk?", False),
        ("Er deltakelse obligatorisk nå?", False),
        ("Er deltakelse i dag obligatorisk?", False),
        ("Er deltakelse obligatorisk no?", False),
    ],
)
def test_what_was_so_does_not_decide_whether_it_is(
    sea: ExtractiveAnswerer, question: str, before: bool, status: Status
) -> None:
    over = status in (Status.HISTORICAL, Status.EXPIRED)
    said = f"Deltakelse er ikke obligatorisk{' i 2012' * ('2012' in question)}."
    assert decided(sea, question, said, status) is (None if over and not before else False)


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        # it is asked whether it is that one, and the sentence begins with another
        ("Er det Bø som driver fondet?", "Fjell driver fondet sammen med Bø.", None),
        ("Er det Fjell som driver fondet?", "Fjell driver fondet sammen med Bø.", True),
        # «alle» of some is not of all
        ("Kan alle søke fondet?", "Alle registrerte lag kan søke fondet.", None),
        ("Kan alle lag søke fondet?", "Alle lag kan søke fondet.", True),
        # the most there can be is not what there is
        ("Får lag støtte i ti år?", "Lag får støtte i høyst ti år.", None),
        ("Kan lag få støtte i ti år?", "Lag kan få støtte i høyst ti år.", True),
        ("Får lag støtte i inntil ti år?", "Lag får støtte i inntil ti år.", True),
        # which of two days a thing was
        (
            "Ble styret valgt i mars 2016?",
            "I mars 2016 var styret klart, og i juni 2016 ble styret valgt.",
            None,
        ),
        ("Ble styret valgt i juni 2016?", "I juni 2016 ble styret valgt.", True),
        # a day that was is none that is to come
        ("Er fristen 21. juni?", "Fristen var 21. juni 2024.", None),
        # more, without a figure to hold it to
        ("Kan støtten bli mer?", "Støtten kan bli høyst ti år.", None),
        ("Kan støtten vare i mer enn ti år?", "Støtten kan vare i høyst ti år.", False),
        # the reverse of a word, as it was typed
        ("Er fondet tidsubegrenset?", "Fondet er tidsbegrenset.", None),
        ("Er fondet usikkert?", "Fondet er en støtteordning.", None),
        ("Er fondet tidsbegrenset?", "Fondet er tidsbegrenset.", True),
        ("Er fondet under utvikling?", "Fondet er under utvikling.", True),
        # many and few are judgements
        ("Var det mange søkere?", "Det var 57 søkere.", None),
        ("Var det få søkere?", "Det var 57 søkere.", None),
        ("Var fristen 21. juni 2024?", "Fristen var 21. juni 2024.", True),
    ],
)
def test_a_question_may_claim_more(
    sea: ExtractiveAnswerer, question: str, text: str, found: bool | None
) -> None:
    assert decided(sea, question, text) is found


@pytest.mark.parametrize(
    ("question", "sentence", "meant", "found"),
    [
        # Others' questions tell that a sentence answers; what it denies is then denied.
        ("Var det plass til rederier?", "Rederier var ikke med i programmet.", True, False),
        ("Var Hav Vekst med i 2017?", "Det var ingen runde for Hav Vekst i 2017.", True, False),
        ("Var det Hav Vekst-lag i 2017?", "Det var ingen runde for Hav Vekst i 2017.", True, None),
        ("Var det plass til rederier?", "Rederier var ikke med i programmet.", False, None),
        ("Var det plass til rederier?", "Rederier var med i programmet.", True, None),
        # What it denies must be of the named one.
        ("Var det plass i Hav Start?", "Rederier var ikke med i Hav Vekst.", True, None),
        # What is beyond the most there can be.
        ("Kan rederier få penger i 11 år?", "Rederier kan finansieres i høyst ti år.", True, False),
        ("Kan rederier få penger i 9 år?", "Rederier kan finansieres i høyst ti år.", True, None),
    ],
)
def test_what_known_questions_plainly_mean_may_deny_in_other_words(
    sea: ExtractiveAnswerer, question: str, sentence: str, meant: bool, found: bool | None
) -> None:
    read, evidence = scored(sea, question, sentence)
    voted = replace(evidence, voted=0.8 if meant else 0.0, unanswered=0.0)
    assert verdict(read, voted) is found
