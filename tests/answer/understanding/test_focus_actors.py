"""Whether a text names somebody who does what is asked about."""

from __future__ import annotations

import pytest

from assistant.answer.extraction.actors import names_actor


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Stortinget vedtok den.", "Hvem vedtok ordningen?"),
        ("Siva leder arbeidet.", "Hvem leder arbeidet?"),
        ("Turid leder arbeidet.", "Kven leier arbeidet?"),
        ("Styret bestemmer.", "Hvem bestemmer?"),
        ("Kommunen bestemmer.", "Kven bestemmer?"),
        ("Det er medlemmene som betaler.", "Hvem betaler?"),
        ("Skolen bestemmer.", "Hvem bestemmer?"),
        ("Klagen går til en landsdekkende klagenemnd.", "Hvem behandler klage på fagprøven?"),
        ("Salg over 200 000 kroner må meldes til lensmannen.", "Hvem skal ha melding?"),
        ("Utstyret henter vi ved dødsfall.", "Hvem henter utstyret?"),
        ("Ergoterapeuten kommer hjem og skriver en anbefaling.", "Kven skriv tilrådinga?"),
        ("Leiligheter tilbys dem som arbeider deltid.", "Hvem får tilbud?"),
        ("Dette avgjøres av rektor.", "Hvem avgjør dette?"),
        ("Skader meldes til huseieren.", "Hvem melder vi skader til?"),
        ("Kostnaden dekkes av byggherren.", "Hvem dekker kostnaden?"),
        ("Det er legen som skriver erklæringen.", "Hvem skriver erklæringen?"),
        ("Vurderinga blir gjord av komiteen.", "Kven gjer vurderinga?"),
        ("Den som bestiller, betaler.", "Hvem betaler?"),
        ("Det er vedtatt av takstmannen.", "Hvem vedtok det?"),
        ("The rent is set by the landlord.", "Who sets the rent?"),
        ("The matter is decided by the assessor.", "Who decides the matter?"),
        ("Anyone who lives here pays.", "Who pays?"),
        ("Arbeidet er ledet av Kystverket.", "Hvem leder arbeidet?"),
    ],
)
def test_an_actor_is_named(text: str, question: str) -> None:
    assert names_actor(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Tiltaket er for små bedrifter.", "Hvem bestemmer?"),
        ("Tiltaket er for bedrifter og klynger.", "Hvem bestemmer?"),
        ("Pengene går til søkere.", "Hvem bestemmer?"),
        ("Tiltaket er for de aller minste kommunale bedrifter.", "Hvem bestemmer?"),
        ("Tiltaket er for interkommunale selskap.", "Kven bestemmer?"),
        ("The scheme is for small businesses.", "Who decides?"),
        ("Regelverket er endret.", "Hvem endret det?"),
        ("Pengene går til kommuner og lag.", "Hvem bestemmer?"),
        ("Vi møtes hver uke.", "Hvem er leder?"),
        ("Området er stort.", "Hvem eier det?"),
        ("Du søker på nettet.", "Hvem bestemmer?"),
        ("Planen består av tre deler.", "Hvem lager planen?"),
        ("Minstekravet er tre år.", "Hvem bestemmer?"),
        # What was done to somebody was done by another.
        ("Huset fikk nye balkonger.", "Hvem skrev Hamlet?"),
        ("Det tar noen sekunder.", "Hvem skrev Hamlet?"),
        ("The rules are transparent.", "Who wrote Hamlet?"),
        ("Borettslaget ble bygd i 1974 og fikk nytt tak.", "Hvem skrev Hamlet?"),
        ("Borettslaget ble bygd i 1974.", "Hvem bygde det?"),
        ("The company was founded in 1974.", "Who founded it?"),
        ("Styret bestemmer.", "Hva gjør styret?"),
    ],
)
def test_no_actor_is_named(text: str, question: str) -> None:
    assert not names_actor(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Tiltaket er for små bedrifter.", "Hvem kan søke?"),
        ("Tiltaket er for små bedrifter.", "Kven kan søkje?"),
        ("The scheme is for small businesses.", "Who can apply?"),
        ("Tiltaket er for små bedrifter.", "Hvem er ordningen for?"),
        ("Pengene går til bedrifter og klynger.", "Hvem får pengene?"),
        ("Bedriftene ble tatt opp.", "Hvem ble tatt opp?"),
    ],
)
def test_whom_it_is_for_answers_who_may(text: str, question: str) -> None:
    assert names_actor(text, question)
