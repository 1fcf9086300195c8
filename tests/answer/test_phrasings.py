"""Questions as applicants, advisers and journalists put them: key words, scenes, frames, slips."""

from __future__ import annotations

import pytest

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.understanding.asking import taken_apart
from assistant.domain import Language, Turn
from assistant.search.spelling import spelt

# A concept that tells less is no topic that must stand in an answer (`evidence._TOPIC`).
TOPIC = 0.4
INTENTS = {
    "amount": """
        hav vekst beløp
        støttebeløp hav start per år
        maks støtte vekst
        max grant hav vekst
        årleg sum hav start
        pris deltakelse samling
        budsjett havprogrammet 2024
        tilskudd kroner rederi
        how much hav start
        kostnad kurs
        yearly amount for start networks
        timesats konsulent
        Hvor mye må være brukt innen fristen?
        Kommunestyret vil gjerne vite hvor mye penger det er snakk om.
        Ordføraren lurer på kor mykje det kostar å vere med.
        Our auditor wants to know how much the grant is.
        Fortell meg hvor mye et nettverk får i året, altså.
        Hvor mye snakker vi om, rent praktisk?
        Finnes det noe sted der det står hvor mye hvert nettverk får?
        Hvor mye er det, i året altså?
        vor my pengr får vi i hav vekst
        hva koste det å vær med
        how mcuh money do we get
        """,
    "date": """
        søknadsfrist vekst
        siste frist søknad 2026
        deadline hav start
        dato informasjonsmøte
        oppstart program når
        application date hav vekst
        når neste runde
        utlysning vekst dato
        Sjefen min lurer på når fristen går ut.
        I'm writing an article and would like to know when it started.
        Jeg skriver en artikkel om programmet. Når ble det startet?
        Vet dere når neste runde åpner?
        Vi sliter med å forstå når pengene kommer.
        nårr er fristn
        waht is the deadlien
        """,
    "duration": """
        varighet hav start
        lengde støtteperiode vekst
        duration hav vekst
        antall år støtte
        max years funding
        hav start hvor lenge
        behandlingstid søknad
        maks lengde prosjekt
        Hvor mange dager før fristen må vi melde oss?
        Hvor lenge etter fristen får vi svar?
        Jeg lurer på hvor lenge vi kan få støtte.
        Kan du si meg hvor lenge støtten varer?
        My board is asking how long the support lasts.
        Spørsmål fra styret: hvor lenge varer hav start?
        hvorr lenge varrer hav start
        hvr lang tid tar det
        """,
    "criteria": """
        krav hav vekst
        kriterier start
        vilkår for støtte
        requirements vekst
        eligibility hav start
        Hvilke krav gjelder for å få beløpet utbetalt?
        Det er uklart for meg hva som kreves av et nettverk.
        kravne for vekst
        hvilke kraav stilles
        """,
    "count": """
        antall medlemmer vekst
        antall søkere 2012
        number of networks
        tal på søkjarar 2012
        Hvor mange søknader kom det inn til fristen i 2012?
        How many applications came in before the deadline?
        Kor mange søkte før fristen gjekk ut?
        Vi diskuterer hvor mange medlemmer som trengs.
        Har dere oversikt over hvor mange som søkte?
        Do you know how many networks there are?
        Journalist her: hvor mange fikk avslag i 2012?
        Min kollega påstår at det er krav om ti, men jeg finner ikke hvor mange det må være.
        hvormange medlemer trngs
        hovr mange fikk støtte
        """,
    "who": """
        kontaktperson havprogrammet
        hvem leder programmet
        ansvarlig etat
        contact person
        Hvem bestemmer beløpet?
        Kven set fristen for søknader?
        Who sets the deadline?
        Hvem avgjør varigheten?
        Daglig leder vil vite hvem som driver programmet.
        Could you tell me who runs the programme?
        Veit de kven eg kan ringe?
        Går det an å få vite hvem som fikk støtte?
        hvem leder progrmet
        hvem kan vøre med
        """,
    "procedure": """
        søknadsprosess steg
        hvordan søke vekst
        how to apply vekst
        framgangsmåte søknad
        Hvordan får vi utsatt fristen?
        kordan søker eg
        """,
    "comparison": """
        forskjell start vekst
        start vs vekst
        skilnad start og vekst
        Rådgivaren min seier at det finst to nivå. Kva er skilnaden?
        Økonomisjefen vår blander start og vekst. Hva er forskjellen på de to nivåene?
        Jeg forstår ikke forskjellen mellom start og vekst.
        What does Explore expect beyond Connect?
        Hva kreves i Hav Vekst som ikke kreves i Hav Start?
        Hav Start vs Hav Vekst, penger og varighet
        What would be asked of us in Hav Vekst that isn't in Hav Start?
        Kva må vi ha i Hav Vekst som vi ikkje treng i Hav Start?
        Hvordan er Hav Vekst annerledes enn Hav Start?
        Hav Start eller Hav Vekst, hva varer lengst?
        Hva får vi i Vekst som vi ikke får i Start?
        How is Hav Vekst different from Hav Start?
        forskjelen på start og vekst
        """,
    "reason": """
        Hvorfor er fristen flyttet?
        Why is the amount capped?
        Kvifor er beløpet lågare i år?
        Jeg har hørt at støtten er halvert. Hvorfor?
        Jeg satt i styret, og det var mye mas om rapporter. Hvorfor det?
        """,
    "definition": """
        Styret mitt spør hva et havnettverk er.
        Eg veit ikkje heilt kva eit havnettverk er, kan de forklare kort?
        We are unsure what counts as a network.
        Kommunen spør oss hva et havnettverk egentlig er. Har dere en kort forklaring?
        Any chance you could explain what a hub network is?
        havnettverk hva er det
        hva i all verden er et havnettverk
        what's a hub network
        kva tyder EMI
        definisjon havnettverk
        havnettverk betydning
        meaning of sea network
        skipper hva betyr det
        EMI, hva står det for?
        what does EMI stand for
        hva er greia med fadder
        """,
    "other": """
        Revisoren vår spør hvilken lov støtten gis etter.
        """,
    "yes_no": """
        Bestemor mi lurer på om alle kan bli med.
        I wonder whether a bank can take part.
        Vi er et rederi med åtte ansatte. Kan vi bli med?
        Naboen påstår at man får to millioner. Stemmer det?
        Ifølge naboen må man ha ti medlemmer, er det riktig?
        Må vi innom Hav Start før vi kan bli Hav Vekst?
        Kan vi gå rett til Hav Vekst uten å ha vært i Hav Start?
        """,
    "where": """
        Vi er nye her. Hvor begynner vi?
        """,
    "frequency": """
        Står det noe om hvor ofte man må rapportere?
        Hvor ofte kan man søke om å komme inn i Hav Start eller Hav Vekst?
        """,
}
TABLE = [
    (line.strip(), intent)
    for intent, block in INTENTS.items()
    for line in block.strip().splitlines()
]
# (follow-up, what was asked before, what it must hold written out, what it must not, its intent)
FOLLOW_UPS = [
    ('og vekst?', 'Hvor mye støtte får et nettverk i Hav Start per år?',
     ['hav vekst', 'støtte'], ['hav start'], 'amount'),
    ('Enn Vekst, da?', 'Hvor lenge varer Hav Start?',
     ['hav vekst', 'lenge'], ['hav start'], 'duration'),
    ('Hva med vekst?', 'hvor mange medlemmer må vi ha i start',
     ['vekst', 'medlemmer'], [], 'count'),
    ('når måtte man senest ha meldt seg på?', 'når var webinaret',
     ['webinaret'], [], 'date'),
    ('And for how long could they stay in?', 'Could mature networks use the Hav Vekst brand?',
     ['mature', 'hav vekst'], [], 'duration'),
    ('men totalt da?', 'Hvor mye støtte får et nettverk i Hav Start per år?',
     ['støtte', 'hav start', 'totalt'], [], 'amount'),
    ('enn hvis jeg har en stor?', 'Hva koster det å ha en liten båt i havna?',
     ['koster', 'stor', 'båt'], [], 'amount'),
    ('og på nivå 2?', 'Hvor lenge varer nivå 1?',
     ['nivå 2', 'lenge'], ['nivå 1'], 'duration'),
    ('Og hvis det kommer 600?', 'Hvor mange plasser er det på samlingen?',
     ['600', 'samlingen'], [], None),
    ('også om sommeren?', 'Er kaia åpen for gjester?',
     ['kaia', 'sommeren'], [], 'yes_no'),
    ('Hvor langt kjørte den?', 'Når sluttet bybanen å gå?',
     ['bybanen'], [], None),
    ('Kor mange kan vi sende?', 'Kven kan vere med på haustsamlinga i Bodø?',
     ['haustsamlinga'], [], 'count'),
    ('Hvorfor det?', 'Må rederier sende inn rapport hver høst?',
     ['rederier', 'rapport'], [], 'reason'),
    ('Og hvem godkjenner dem?', 'Hvordan lages handlingsplaner i nettverket?',
     ['handlingsplaner'], [], 'who'),
    ('Hvor lenge da?', 'Kan vi få støtte i Hav Vekst?',
     ['hav vekst'], [], 'duration'),
    ('Og etterpå?', 'Hva skjer de første tre årene i Hav Start?',
     ['hav start', 'etterpå'], [], None),
    ('Is it the same for Hav Vekst?', 'How many members does Hav Start require?',
     ['hav vekst', 'members'], [], None),
    ('Gjelder det også Vekst?', 'Må rederier ha egen daglig leder i Hav Start?',
     ['vekst', 'leder'], [], 'yes_no'),
    ('og i 2014?', 'Hvor mange søkte i 2012?',
     ['2014', 'søkte'], ['2012'], 'count'),
    ('kva med Vekst då?', 'Kor lenge varer Hav Start?',
     ['hav vekst', 'lenge'], ['hav start'], 'duration'),
    ('How about Vekst?', 'How long does Hav Start last?',
     ['hav vekst', 'long'], ['hav start'], 'duration'),
    ('Hva koster den?', 'Hvor kan jeg kjøpe sesongkortet?',
     ['sesongkortet'], [], 'amount'),
    ('Når er den?', 'Hvem kan delta på høstsamlingen?',
     ['høstsamlingen'], [], 'date'),
    ('Hvor holdes den?', 'Når er høstsamlingen?',
     ['høstsamlingen'], [], 'where'),
    ('hvem er sjefen der?', 'Hva er Kystverket?',
     ['kystverket'], [], 'who'),
    ('Kan den fornyes?', 'Hvor lenge varer avtalen med Kystverket?',
     ['avtalen'], [], 'yes_no'),
    ('When does it open?', 'Where is the fish market?',
     ['fish', 'market'], [], 'date'),
    ('How much did they get?', 'Which networks were admitted in 2012?',
     ['networks'], [], 'amount'),
    ('Could they extend?', 'How long does the agreement with shipowners last?',
     ['agreement'], [], 'yes_no'),
    ('for how many years?', 'Do networks get support for their manager?',
     ['support', 'manager'], [], 'duration'),
    ('Og fristen?', 'Hvordan søker man om fritak fra rapporteringen?',
     ['fritak'], [], 'date'),
    ('Men hvis vi er færre enn ti?', 'Hvor mange medlemmer kreves i Hav Start?',
     ['medlemmer', 'færre', 'hav start'], [], None),
    ('Må vi søke på nytt da?', 'Kan rederiet bytte nettverk?',
     ['rederiet', 'bytte'], [], 'yes_no'),
    ('Hvor mye da, ca?', 'Får vi penger til reiser?',
     ['reiser'], [], 'amount'),
    ('Gjelder det samme for studenter?', 'Hva koster billetten for barn?',
     ['billetten', 'studenter'], [], None),
    ('Når ble det bestemt?', 'Hvorfor ble kvotene endret?',
     ['kvotene'], [], 'date'),
    ('Kven bestemte det?', 'Kvifor vart kvotane endra?',
     ['kvotane'], [], 'who'),
    ('Hva slags?', 'Kan nettverket få rådgivning fra Kystverket?',
     ['rådgivning'], [], None),
    ('Hvilke da?', 'Tilbyr programmet tjenester til nettverkene?',
     ['tjenester'], [], 'list'),
    ('Hvor mange var de?', 'Hvem ble invitert til åpningsmøtet i Vardø?',
     ['åpningsmøtet'], [], 'count'),
    ('og for medlemmer?', 'Hva er prisen på kurs for ikke-medlemmer?',
     ['prisen', 'medlemmer'], [], None),
    ('Same in winter?', 'Is the harbour open for guests in summer?',
     ['harbour', 'winter'], [], None),
]  # fmt: skip
LOST = [
    "Gjelder det samme for oss?",
    "Og hvor mye da?",
    "Hvorfor det?",
    "What about them?",
    "Enn den andre?",
    "Gjeld det oss òg?",
    "Is it the same for us?",
    "Og hvis vi er flere?",
    "Hvor mye er det?",
    "Hva med det?",
]
# (message, words that are no topic, words that are)
SCENES = [
    ('Bestemor mi lurer på hvor mye støtte rederier får.',
     ['bestemor', 'lurer'], ['rederier']),
    ('Revisoren vår vil vite hvem som driver programmet.',
     ['revisoren', 'vite'], ['programmet']),
    ('Sjefen spurte meg hvor lenge avtalen med Kystverket varer.',
     ['sjefen', 'spurte'], ['avtalen']),
    ('Kommunestyret spør hva et havnettverk er. Har dere en kort forklaring?',
     ['kommunestyret', 'forklaring'], ['havnettverk']),
    ('Ifølge lokalavisa er det krav om ti medlemmer. Stemmer det?',
     ['lokalavisa'], ['medlemmer']),
    ('Jeg sitter i styret i et lite rederi på Frøya. Hvor mange medlemmer må nettverket ha?',
     ['styret', 'sitter'], ['medlemmer']),
    ('Eg skriv masteroppgåve om kystkultur. Når starta Havprogrammet?',
     ['masteroppgåve'], []),
    ('My accountant wants to know how much support a network gets.',
     ['accountant', 'wants'], ['support']),
    ('Our mayor heard that shipowners can join. Is that true?',
     ['mayor', 'heard'], ['shipowners']),
    ("I'm a journalist with the local paper. How many shipowners applied in 2012?",
     ['journalist', 'paper'], ['shipowners']),
    ('Vi har nettopp flyttet kontoret og er litt stresset. Når er fristen for rapporten?',
     ['kontoret', 'stresset'], ['rapporten']),
    ('Mannen min og jeg diskuterer hvem som eier kaia.',
     ['mannen', 'diskuterer'], ['kaia']),
    ('Styrelederen påstår at skipperkurset er gratis. Er det riktig?',
     ['styrelederen', 'påstår'], ['skipperkurset']),
    ('Jeg holder på med budsjettet og trenger et tall: hvor stor er støtten per rederi?',
     ['tall', 'holder'], ['rederi']),
    ('Rent praktisk: hvordan sender vi skjemaet?',
     ['praktisk'], ['skjemaet']),
    ('Kan dere forklare kort hva fadderordningen går ut på?',
     ['forklare'], ['fadderordningen']),
    ('Vi krangler om hvor ofte fangsten må rapporteres.',
     ['krangler'], ['fangsten']),
    ('Læraren vår vil at vi skal finne ut kven som grunnla Havprogrammet.',
     ['læraren'], []),
]  # fmt: skip


@pytest.mark.parametrize(("question", "intent"), TABLE)
def test_what_is_asked(sea: ExtractiveAnswerer, question: str, intent: str) -> None:
    assert sea.reader.read(question).intent.value == intent


@pytest.mark.parametrize(("text", "before", "held", "gone", "intent"), FOLLOW_UPS)
def test_follow_ups(
    sea: ExtractiveAnswerer,
    text: str,
    before: str,
    held: list[str],
    gone: list[str],
    intent: str | None,
) -> None:
    history = [Turn("user", before), Turn("assistant", "Det står i dokumentet [1].")]
    question = sea.reader.read(text, history)
    resolved = question.resolved.casefold()
    assert [word for word in held if word not in resolved] == []
    assert [word for word in gone if word in resolved] == []
    assert intent in (None, question.intent.value)


@pytest.mark.parametrize("text", LOST)
def test_a_question_asked_again_with_nothing_before_it_is_lost(
    sea: ExtractiveAnswerer, text: str
) -> None:
    assert sea.reader.read(text).lost


@pytest.mark.parametrize(("text", "scene", "topics"), SCENES)
def test_who_asks_and_why_is_no_topic(
    sea: ExtractiveAnswerer, text: str, scene: list[str], topics: list[str]
) -> None:
    query = sea.reader.read(text).query
    told = {word for c in query.concepts if c.telling >= TOPIC for word in c.surface.split()}
    assert told.isdisjoint(scene)
    assert told.issuperset(topics)


@pytest.mark.parametrize(
    ("text", "question", "setting"),
    [
        ("Styret spør oss hva et nettverk er.", "hva et nettverk er.", ""),
        ("Vi er få. Hvor mange må vi være?", "Hvor mange må vi være?", "Vi er få."),
        ("Fristen er kl. 12. Når da?", "Når da?", "Fristen er kl. 12."),
        ("Rent praktisk: hvem ringer vi?", "hvem ringer vi?", ""),
        ("nettverk, hva er det?", "hva er nettverk?", ""),
        ("Hvem spør hva et nettverk er?", "Hvem spør hva et nettverk er?", ""),
        ("Hvem holder kursene? Folk utenfra?", "Hvem holder kursene?", "Folk utenfra?"),
        ("Hva er et nettverk? Noen som vet?", "Hva er et nettverk?", ""),
        ("", "", ""),
    ],
)
def test_a_message_taken_apart(text: str, question: str, setting: str) -> None:
    asking = taken_apart(text)
    assert asking.question == question
    assert asking.setting == setting


@pytest.mark.parametrize(
    ("text", "language", "meant"),
    [
        ("kan jeg begyne og forsette", Language.NB, "kan jeg begynne og fortsette"),
        ("hvem har fåt penger gjenom åra", Language.NB, "hvem har fått penger gjennom åra"),
        ("can we aply agian", Language.EN, "can we apply again"),
        ("Kven har fått klyngjestøtte", Language.NN, "Kven har fått klyngjestøtte"),
        ("skrei og svaberg", Language.NB, "skrei og svaberg"),
        ("Begyne", Language.NB, "Begyne"),
    ],
)  # fmt: skip
def test_slips_in_common_words(text: str, language: Language, meant: str) -> None:
    assert spelt(text, language, lambda _: "") == meant


def test_a_word_of_the_documents_comes_before_a_common_one() -> None:
    assert spelt("stotte", Language.NB, lambda _: "støtte") == "støtte"
    assert spelt("naust", Language.NB, lambda word: word) == "naust"
