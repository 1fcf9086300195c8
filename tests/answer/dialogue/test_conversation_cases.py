"""Small talk in three languages by kind, and questions to the documents that sound like it.

Each half of the table was written before `assistant/answer/patterns/talk.toml` was widened for it:
of the first 207 messages 33 were told by kind at first, of the next 142 then 64.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.dialogue.conversation import Talk, classify, unanswered_talk
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Language, Outcome

EVALS = Path(__file__).parents[3] / "evals"
TALK = {
    "greeting": """
        Hei på deg
        Heihei
        hallo hallo!
        Heiiii
        God ettermiddag
        Hei, fint å møte deg
        God morgon, håpar du har det bra
        Godkveld!
        Hei igjen
        Er du der?
        Hallo? Er det noen her?
        Er det nokon som svarar her?
        Hei du, er du der i dag?
        Hei alle sammen
        Morn morn
        God formiddag, kjære assistent
        halo
        Hello again
        Hi, nice to meet you!
        Good afternoon
        Hey, is anyone there?
        Hello, I hope you are well
        helllo
        Greetings!
        Hei, eg håper dagen din er god
        Heisann sveisann
        Hei hei, så hyggelig å treffe deg
        Hei der ute
        God kveld, alle sammen
        Gomorgen
        God mrogen
        Hello, hope you're having a great day
        heyyy
        hallå
        Tjena
        Hei Klyngeassistent
        Hello assistant
        er det folk her?
        Hi bot
        """,
    "thanks": """
        Tusen hjertelig takk!
        takk takk
        tusn takk for hjelpa
        Tussen takk
        Mange takk for eit godt svar
        Så bra, da vet vi det
        Den er grei
        Greit, da er jeg med
        Aha, nå skjønner jeg
        Ja, det gav meining
        Det var godt forklart, takk
        Du er flink!
        Kjempebra svar
        Bra jobba
        Imponerende, tusen takk for hjelpen
        Veldig fornøyd med svaret
        Utmerka, da har eg det eg treng
        Da var det ikke mer, takk
        Nei takk, det var alt
        Herlig, dette var akkurat det jeg trengte
        Setter stor pris på hjelpen
        Takk for at du svarte så raskt
        Oki, da skjønner eg
        Topp, det var lett å forstå
        Skjønte det nå, tusen takk!
        👍
        Thank you so much for your help
        thx
        Many thanks, that was very clear
        Good job!
        You're amazing, thank you
        I appreciate it
        Got it, makes sense now
        Thankyou
        tahnk you very much
        Okay, good to know
        Ah, I see, thanks for explaining
        Well done, that was a great answer
        No more questions, thanks
        Love it
        Dette var kjempenyttig, tusen takk!
        Da er alt klart for meg
        takk for kjempegod hjelp i dag
        Nydelig! Da kommer jeg videre
        Fett
        Kult, takk
        Så flott at du kunne hjelpe meg
        Det var fint å få vite
        Takk, eg er svært nøgd
        Eg er takksam for svaret
        Ja, det var det jeg ville vite
        Yes, takk
        Okei takk for info
        Thanks a million
        Thank you for your time
        That answers my question
        Perfect, that's exactly it
        You've been really helpful
        Mange tkk
        Fine by me
        Alright
        Sounds good
        Jess, takk
        Neimen så bra da
        Dette var opplysende
        That was super clear, cheers mate
        Super
        tack
        Det hjalp masse
        Godt å høre
        """,
    "goodbye": """
        Ha det fint videre
        Hadetbra
        hade bra!
        Ha det så bra
        Da sier jeg ha det
        Takk for nå, snakkes senere
        Takk for praten, vi snakkes
        Ha ei triveleg helg
        Ha en nydelig dag videre
        Ha ein fin sundag
        God helg og takk for hjelpen
        Sees!
        Vi ses i morgen
        Vi høyrest
        På attersyn
        Natta
        Må stikke nå, ha det
        Eg må gå, ha det bra
        farvell
        ha dte bra
        Bye!
        See you tomorrow
        Thanks, talk to you later
        Have a wonderful day
        Enjoy your weekend
        Gotta go, bye
        Goodnight
        Take care, and thanks again
        Cya
        Goodby
        Da logger jeg av, ha en fin dag
        Ha ein god ein
        Snakkes i morgen
        Ha det godt så lenge
        Takk for i dag, ha det bra
        Vi snakkast ein annan gong
        På gjensyn og takk
        Over og ut
        Ha en fortsatt fin dag
        Ha en riktig god jul
        I'm off, bye
        Have a good one
        Until next time
        Bye, have a great rest of your week
        God natt og sov godt
        See you around
        adios
        """,
    "identity": """
        Hvem snakker jeg med?
        Kven pratar eg med no?
        Hvem er det jeg snakker med?
        Snakker jeg med et menneske?
        Er dette en robot eller en ekte person?
        Hva slags assistent er du?
        Fortell meg litt om deg selv
        Presenter deg, takk
        Hva er navnet ditt?
        Har du et navn?
        Er du ChatGPT?
        Hvem har utviklet deg?
        Kven har laga deg?
        Er du kunstig intelligens?
        Er det et menneske der?
        Hei! Hvem er du for noe?
        Who is this?
        Am I talking to a real person?
        Is this a bot?
        Tell me about yourself
        What are you exactly?
        Do you have a name?
        Who created you?
        Are you an AI or a human being?
        Er du en ekte person eller bare en maskin
        Hva er du for slags robot
        Jeg vil vite hvem du er
        Hvem er du, egentlig?
        Kven står bak deg?
        Hva kaller man deg?
        Hei, hva heter du?
        Er det ChatGPT jeg snakker med?
        Who built you?
        So what exactly are you?
        Are you human?
        Are you real?
        Who's this?
        Hvor gammel er du?
        Can you tell me who you are?
        Kan du fortelle hvem du er
        """,
    "ability": """
        Hva kan jeg spørre deg om?
        Kva kan eg spørje om?
        Hva kan du svare på?
        Kan du hjelpe meg?
        Hei, kan du hjelpe meg litt med noe?
        Eg treng hjelp
        Jeg trenger litt hjelp
        hjelp meg
        Hjelp!!!
        Kan jeg spørre deg om noe?
        Jeg har et spørsmål
        Hei, jeg lurer på noe
        Hvordan bruker jeg denne chatten?
        Korleis verkar denne assistenten?
        Hva er du god på?
        Kva slags spørsmål kan du svare på?
        Hva kan jeg bruke deg til?
        Snakker du nynorsk?
        Kan eg skrive nynorsk til deg?
        Kan du engelsk?
        Help me, please
        I need some help
        What can you help me with?
        Can I ask you something?
        I have a question
        What do you know?
        How do I use this chat?
        Do you speak English?
        Could you help me out?
        What kind of questions can you answer?
        Hva kan du gjøre for meg?
        Kva kan du gjere?
        Hva kan du brukes til?
        Kan du hjelpe meg med noe?
        Hva er det du kan hjelpe med?
        Hei! Jeg trenger hjelp :)
        hvordan fungerer dette
        Hvordan bruker jeg deg?
        Kan jeg få stille et spørsmål?
        Er det greit at jeg spør om noe?
        Can you answer questions?
        hepl
        What are you able to do?
        What topics can you help with?
        How does this work?
        Trenger hjelp
        Hva er din oppgave?
        Kan du svare på spørsmål?
        I need help please
        """,
    "wellbeing": """
        Hvordan går det med deg?
        Hei, åssen går det?
        Står til?
        Korleis står det til?
        Har du det bra?
        Går det bra med deg?
        Korleis har du det i dag?
        Hvordan er dagen din?
        How are you?
        Hi, how's it going?
        How do you do?
        Are you doing well today?
        hvordna går det
        What's up?
        Hei, alt bra?
        Alt vel?
        Hvordan har du det?
        Hvordan står det til i dag?
        Har du det fint i dag?
        Hei! Korleis går det?
        How are you feeling?
        How's your day going?
        Hows it goin
        """,
    "feedback": """
        Dårlig svar
        Det var et elendig svar
        Dette var ikke til hjelp
        Det hjalp ikke
        Det hjelper meg ikke
        Du svarer ikke på spørsmålet
        Du svarte ikke på det jeg spurte om
        Det var ikkje det eg spurde om
        Nei, det er feil
        Svaret ditt er feil
        Dette stemmer ikke
        Det stemmer ikkje i det heile
        Du tar feil
        Du tek feil
        Helt ubrukelig
        Du forstår meg ikke
        Jeg skjønner ikke svaret
        Eg forstår ikkje
        Nå skjønte jeg ingenting
        Det var uklart
        Dette var lite nyttig
        Ikke bra nok
        Takk, men det var ikke til hjelp
        Du hjelper meg jo ikke
        Hvorfor svarer du så dårlig?
        Kan du ikke svare ordentlig?
        Jeg er ikke fornøyd med svaret
        Skuffande svar
        Dette var bare tull
        👎
        That is wrong
        Your answer is not correct
        That was not helpful
        This is useless
        You didn't answer my question
        That's not what I asked
        Terrible answer
        I don't understand
        I am not happy with that answer
        You are wrong
        Why are you so bad at this?
        That doesn't help me at all
        useles answer
        What a bad answer
        Det var jo helt feil
        Du roter
        Dette gir ingen mening
        Svaret var ikke godt nok
        Eg vart ikkje klokare
        Det var eit dårleg svar
        Du svarar på noko heilt anna
        Det var ikke det jeg mente
        Nei, ikke sånn
        Du misforstår
        Du har misforstått spørsmålet
        Det var ikke svar på spørsmålet mitt
        Så dumt svar
        Er du dum?
        Ikke særlig nyttig
        Dette er håpløst
        drdårlig svar
        dårlg svar
        I'm confused
        Not what I was looking for
        You misunderstood me
        That makes no sense
        This bot sucks
        No, that's incorrect
        Not very helpful
        That's a bad answer
        jeg skjønner ingenting
        Det der er ikke sant
        Du gjentar deg selv
        Prøv igjen
        """,
}
# No kind of talk: each asks, or says something, of what documents may hold.
QUESTIONS = """
Takk, men hvor lenge varer Explore?
Ok, og fristen?
Ok, og?
Ok, og for oss
Takk, men uten det
Hei, fristen?
hei støtte til messer
Takk for det, men hva koster det
Supert, da søker vi. Når er fristen?
Hei, jeg lurer på hvem som kan søke
Jeg har et spørsmål om fristen
Eg treng hjelp til søknaden
Jeg trenger hjelp med budsjettet
Kan du hjelpe meg med søknaden?
Kan du hjelpe meg å forstå kravene?
Hjelp til rapportering
Hvem kan hjelpe meg?
Hvem snakker jeg med om søknaden?
Hvem har laget rapporten?
Hvem har utviklet metoden?
Hvem er det jeg skal sende søknaden til?
Hva kan jeg bruke pengene til?
Hva kan du få støtte til?
Hva kan du fortelle om Connect?
Hvem er du nødt til å ha med i søknaden?
Har dere et navn på ordningen?
Hva er navnet på ordningen?
Er det et menneske som vurderer søknaden?
Er dette en ordning for nye bedrifter?
Kan eg skrive søknaden på nynorsk?
Kan eg skrive på nynorsk?
Hva vet du om dette?
Kan du hjelpe meg med det?
Hvordan går det med det?
Who is this for?
Kan vi søke på engelsk?
Snakker klyngelederne engelsk?
Hva skjer hvis svaret er feil?
Hva er et dårlig svar?
Hva gjør vi når noe er feil i søknaden?
Feil i rapporten
Er det feil?
Dårlig økonomi hos medlemmene
Søknaden stemmer ikke
Vi er ikke fornøyd med avslaget
Stemmer det?
Hvorfor er det slik?
Hvorfor ikke?
Hva om vi ikke har nok medlemmer?
Hvordan går det med klyngene?
Hvordan er dagen lagt opp?
Står det noe om rapportering?
Hvordan bruker jeg støtten?
Er det alt
Er det bra
Har vi det
Hei, er det bra?
Hei! Er det alt?
Takk. Er det mye?
Supert, mer om fristen
mer info takk
Hei, mer om dette
ja
nei
Hvorfor?
Fint, hvem da?
Ha med deltakerlista, må vi det?
Ha det klart til når?
God plan
God samarbeidsevne
God helgeåpning på biblioteket
Ha en plan
Ha en god strategi
Ha ein dagleg leiar
Har du det i dokumentene?
Flott utsikt
Takksigelse
Takkebrev til sponsorene
Farvel til Arena
Hallo-prosjektet
Sommerferie
God jul-arrangement
Møte i morgen
Vi ses på samlingen i mai, men hvor er den?
Who can help us?
Who am I supposed to send it to?
Can you help me find the deadline?
I have a question about the deadline
I need help with the application
What can I use the grant for?
What do you know about Impact?
Is this a programme for start-ups?
Who created the programme?
What is wrong with our application?
Is the answer wrong in the report?
Thanks, and the deadline?
Okay, who can apply
Great, more about Connect
Is that all
Do we have it
Good practice
Good governance
Have a board
Have a strategy, is that required?
Bad weather
Great Britain
How is it going with the clusters?
What's up with the deadline?
Are you required to have a board?
Are they doing well?
Why is that?
Why not?
Takk! Og for NCE?
takk, og impact
ok når da
ok hvor mye
Fint, men gjelder det alle?
Greit, kan vi søke nå da
Kan vi få det
Hva kan det brukes til?
Hva kan vi spørre om i søknaden?
Hvem er det
Hva er dette
Hva er det
Hvordan er det
Hvordan virker det
hvordan virker støtten
Har jeg et krav på svar?
Når får jeg svar
Hvem svarer på spørsmål
Hvem svarer
Får vi svar
Får jeg hjelp
Kan jeg få hjelp til å skrive
Trenger vi hjelp?
Har du navn på kontaktpersonen?
Hva er feil med søknaden
Er svaret feil
feil
Hva om svaret er feil
hva er bra
Hva er best
Hvilket nivå er best
Er Explore best?
Kunstig intelligens
kunstig intelligens i klynger
Robot
roboter i industrien
Hva er en robot?
Er en robot dekket?
Ferie
Hva med ferie
jul
helg
åpent i helga?
åpent i morgen?
I morgen
mandag
Ha med forsikring
Hjelpemidler
Hjemmehjelp
hjelp til flytting
spørsmål om frist
Jeg lurer på om vi kan søke
Jeg lurer på fristen
jeg lurer på når
Kan jeg spørre om fristen
Help with reporting
Who is it for
What is it
What is this
Is it good
Are you able to apply twice?
Can you apply twice?
Do you have to pay?
Do you need a board?
Do you get paid
Can you get help
what can you get
What can you use it for?
What do you need
What do you need to know
hva trenger du
Hva må du ha
Hvem må du spørre
Hva gjør du hvis noe er feil
hva gjør jeg nå
What now
og så
Og da?
Hvem var best
Hvem vant
Takk for at dere svarer på når fristen er
Thanks for explaining, what about the board
Good, is it the same for Impact
Er det likt for alle
Bra, er det likt for alle
Gode klynger
Fine steder
Super Cluster
NOK
nok
Nynorsk
English
Kan du engelsk søknad
Snakker dere engelsk?
Velkommen
Velkomstpakke
morgenmøte
Rolig sone
Hva betyr roger
Person
menneske
Stemmer
stemmer det
Dårlige
Trenger jeg svar
God natt hotell
Hva heter du når du er leder
"""
ASKING = frozenset({"answerable", "unanswerable", "unrelated"})


def lines(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines()]


def rows() -> Iterator[tuple[str, str, str]]:
    """Class, number and question of every row that may be read while the assistant is built."""
    # In the dialect of `tune-9`, words behind talk without any sign may be in no order.
    files = [f for f in sorted((EVALS / "questions").glob("tune*.jsonl")) if f.stem != "tune-9"]
    files += tuple(EVALS / name / "questions.jsonl" for name in ("foreign", "foreign-2"))
    for path in files:
        for text in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(text)
            yield row["class"], f"{path.parent.name}/{row['id']}", row["question"]


ROWS = tuple(rows())


@pytest.mark.parametrize(
    ("message", "kind"), [(line, kind) for kind, block in TALK.items() for line in lines(block)]
)
def test_talk_is_told_by_kind(message: str, kind: str) -> None:
    assert classify(message) is Talk(kind)


@pytest.mark.parametrize("question", lines(QUESTIONS))
def test_a_question_that_sounds_like_talk_is_none(question: str) -> None:
    assert classify(question) is None


def test_no_question_of_the_sets_is_taken_for_talk() -> None:
    asked = [row for row in ROWS if row[0] in ASKING]
    assert len(asked) > 1000
    taken = [(kind, at, text) for kind, at, text in asked if classify(text) is not None]
    # «Skriv et dikt om høsten» is an order on another matter; both say that it is not for this.
    orders = [r for r in taken if r[0] == "unrelated" and classify(r[2]) is Talk.HOSTILE]
    assert [r for r in taken if r not in orders] == []
    assert len(orders) <= 3


def test_nine_of_ten_of_the_talk_in_the_sets_are_told() -> None:
    said = [(at, text) for kind, at, text in ROWS if kind == "conversation"]
    assert len(said) > 30
    by_rule = {at: classify(text) for at, text in said}
    assert sum(kind is None for kind in by_rule.values()) < 0.25 * len(said)
    # What no rule knows is like other talk.
    missed = [
        at
        for at, text in said
        if by_rule[at] is None and unanswered_talk(text, lambda _: False, follows=False) is None
    ]
    assert len(missed) <= 0.1 * len(said), missed


SAID = [
    line for kind in ("greeting", "thanks", "goodbye", "feedback") for line in lines(TALK[kind])
]
ASKED = [text for kind, _, text in ROWS if kind in ASKING and classify(text) is None]


@given(
    st.sampled_from(SAID), st.sampled_from([" ", ". ", ", ", "! ", "\n"]), st.sampled_from(ASKED)
)
def test_talk_before_a_question_leaves_it_one(said: str, sign: str, question: str) -> None:
    assert classify(said + sign + question) is None


@given(st.sampled_from(SAID), st.sampled_from(ASKED))
def test_talk_after_a_question_leaves_it_one(said: str, question: str) -> None:
    assert classify(f"{question} {said}") is None


@given(st.sampled_from(lines(TALK["thanks"])), st.sampled_from(lines(TALK["goodbye"])))
def test_who_thanks_and_leaves_takes_leave(thanks: str, goodbye: str) -> None:
    assert classify(f"{thanks.rstrip('.!')}. {goodbye}") is Talk.GOODBYE


@given(st.sampled_from(lines(TALK["greeting"])), st.sampled_from(lines(TALK["identity"])))
def test_what_is_asked_after_a_greeting_decides(greeting: str, question: str) -> None:
    assert classify(f"{greeting.rstrip('.!')}! {question}") is Talk.IDENTITY


@given(st.sampled_from(SAID), st.sampled_from([str.upper, str.title, str.casefold]))
def test_capitals_change_nothing(said: str, written: type[str]) -> None:
    assert classify(written(said)) is classify(said)


LONG = ["dårleg", "hjelpsomt", "strålende", "fantastisk", "brilliant", "excellent", "appreciated"]


@given(st.sampled_from(LONG), st.data())
def test_two_letters_that_change_places_change_nothing(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert classify(f"Det var {swapped}") is classify(f"Det var {word}")
    assert classify(f"Det var {word}") is not None


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("Det var et skikkelig dårlig svar", Language.NB),
        ("Det var eit skikkeleg dårleg svar, eg vart ikkje klokare", Language.NN),
        ("That was a terrible answer", Language.EN),
    ],
)
def test_a_complaint_is_told_where_to_ask(
    sea: ExtractiveAnswerer, message: str, language: Language
) -> None:
    answer = sea.answer(message, as_of=date(2026, 1, 5))
    assert answer.outcome is Outcome.CONVERSATION
    assert answer.language is language
    assert answer.citations == ()
    assert sea.voice.places(language)["contact_at"] in answer.text
