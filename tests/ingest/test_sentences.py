from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.sentences import sentences

CASES = [
    # A note's number stands with the sentence that it is a note to.
    ["Fyret er åpent i 20 dager.[2]", "Det koster 90 kroner [3]."],
    ["Se rapporten.[1][4]", "Den er fra 2020."],
    ["Støtten er på to millioner.", "Den varer i tre år."],
    ["Fristen er 21. juni 2024 kl. 15.00.", "Søk i tide."],
    ["Klyngen får bl.a. råd, f.eks. fra Siva.", "Den får også penger."],
    ["Det gjelder ca. 40 klynger, dvs. de fleste.", "Resten venter."],
    ["Jf. St.meld. nr. 25 og Prop. 1 S.", "Den ble vedtatt."],
    ["Rammen var 190 mill. kroner i 2017.", "Det er 5 pst. mer."],
    ["Rammen økte med 12 pst.", "Den falt igjen."],
    ["Vi tilbyr kurs, råd osv.", "Ta kontakt."],
    ["Klynger, nettverk mv. kan søke.", "Andre kan ikke det."],
    ["Ola K. Hansen leder A. B. Berg.", "Han er ny."],
    ["Kan vi søke?", "Ja!", "Men først i 2025."],
    ["Hun sa: «Vi er klare.»", "Så gikk hun."],
    ["(Dette gjelder bare i 2019.)", "Senere gjelder noe annet."],
    ["«Hva er en klynge?» spurte de."],
    ["Kravene er disse: Planen må være forankret."],
    ["Andelen er 3.5 av 10,2 totalt.", "Slutt."],
    ["Det skjedde i 2019.", "57 søkte."],
    ["Programmet startet 1. oktober 2019 og 2. mai 2020."],
    ["Vent … kanskje.", "Nå."],
    ["Hhv. tre og fem år.", "Iht. regelverket gjelder det."],
    ["1. Kompetanse er viktig.", "2. Det er også kapital."],
    ["The aid is limited, e.g. to ten years.", "See art. 27 of GBER."],
    ["Klyngen (NCE m.fl.) er med.", "Ja."],
    ["Kap. 4 nr. 2 gjelder.", "Se s. 12."],
]


@pytest.mark.parametrize("expected", CASES, ids=lambda case: case[0][:30])
def test_cases(expected):
    text = "  ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_line_breaks_end_sentences():
    text = "Uten punktum\n\n- punkt én\n- punkt to"
    assert [text[s:e] for s, e in sentences(text)] == ["Uten punktum", "- punkt én", "- punkt to"]


@given(st.text(alphabet=st.sampled_from("aÅbl.a kl 12?!…»«()\n:-K"), max_size=80) | st.text())
def test_spans_cover_all_but_white_space(text):
    spans = sentences(text)
    end = 0
    for start, stop in spans:
        assert end <= start < stop
        assert text[end:start].strip() == ""
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert text[end:].strip() == ""
