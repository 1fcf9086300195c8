"""A small document of the tests' own, written into every format that can be read."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

TITLE = "Veileder for prøvenettverk"
LONG = (
    "Et prøvenettverk samler bedrifter i samme region som vil finne ut om de bør arbeide mer "
    "sammen. Støtten går til møteplasser, f.eks. fagdager, og til drifts- og utviklingsarbeid. "
    "Ordningen åpnet 1. mars 2021 og har hatt ca. 40 søkere."
)
FONT_FOLDER = "/usr/share/fonts/truetype/liberation/"


@dataclass(frozen=True)
class Part:
    """`kind` is h1 to h3, p, ul, ol or table; a list's or table's lines are in `items`."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()


SAMPLE = (
    Part("h1", TITLE),
    Part("p", "Denne veilederen forklarer hvem ordningen er for, og hva den gir."),
    Part("h2", "Hvem kan søke"),
    Part("p", LONG),
    Part("p", "Nettverket må ha:"),
    Part(
        "ul",
        items=(
            "minst fire medlemmer",
            "en leder som er ansatt, og som bruker minst halve arbeidstiden sin på nettverket "
            "gjennom hele perioden",
            "en plan med mål",
        ),
    ),
    Part("p", "Unntak kan gis når særlige grunner taler for det, og styret er enig i dem."),
    Part("h2", "Hva ordningen gir"),
    Part("h3", "Støtte i startfasen"),
    Part("p", "Støtten er på 300 000 kroner i året i inntil to år. " + LONG),
    Part("p", "Slik går du fram:"),
    Part("ol", items=("Ta kontakt med rådgiveren", "Skriv en skisse", "Send søknaden")),
    Part("h3", "Støtte i vekstfasen"),
    Part("p", "I vekstfasen kan støtten være dobbelt så høy. " + LONG),
    Part("h2", "Rapportering"),
    Part("p", "Nettverket leverer rapport hvert halvår. " + LONG),
)
SECTIONS = (
    (),
    ("Hvem kan søke",),
    ("Hva ordningen gir", "Støtte i startfasen"),
    ("Hva ordningen gir", "Støtte i vekstfasen"),
    ("Rapportering",),
)
LISTS = {
    "Nettverket må ha:": SAMPLE[5].items,
    "Slik går du fram:": SAMPLE[11].items,
}
ROWS = (("Fase", "Støtte i året", "Lengste tid"), ("Start", "300 000 kroner", "to år"))


def to_plain(parts: Sequence[Part] = SAMPLE) -> bytes:
    """Plain text, lists with typed markers, a blank line between blocks."""
    blocks = []
    for part in parts:
        if part.kind == "ul":
            blocks.append("\n".join(f"- {item}" for item in part.items))
        elif part.kind == "ol":
            blocks.append("\n".join(f"{n}. {item}" for n, item in enumerate(part.items, 1)))
        elif part.kind == "h3":
            blocks.append(f"1.1 {part.text}")
        else:
            blocks.append(part.text)
    return "\n\n".join(blocks).encode()


def to_markdown(parts: Sequence[Part] = SAMPLE) -> bytes:
    """Markdown with ATX headings."""
    blocks = []
    for part in parts:
        if part.kind == "ul":
            blocks.append("\n".join(f"* {item}" for item in part.items))
        elif part.kind == "ol":
            blocks.append("\n".join(f"{n}. {item}" for n, item in enumerate(part.items, 1)))
        elif part.kind.startswith("h"):
            blocks.append("#" * int(part.kind[1]) + f" {part.text}")
        else:
            blocks.append(part.text)
    return "\n\n".join(blocks).encode()


def to_html(parts: Sequence[Part] = SAMPLE) -> bytes:
    """A page with a menu and a footer around the main content."""
    body = []
    for part in parts:
        if part.kind in {"ul", "ol"}:
            items = "".join(f"<li>{escape(item)}</li>" for item in part.items)
            body.append(f"<{part.kind}>{items}</{part.kind}>")
        else:
            body.append(f"<{part.kind}>{escape(part.text)}</{part.kind}>")
    return (
        "<html><head><meta charset='utf-8'><title>Nettsted</title></head><body>"
        "<nav>Meny Hjem Kontakt</nav><main>" + "".join(body) + "</main>"
        "<footer>Bunntekst</footer></body></html>"
    ).encode()


def to_docx(parts: Sequence[Part] = SAMPLE) -> bytes:
    """A Word document with heading and list styles, and a header."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Topptekst som ikke hører med"
    for part in parts:
        if part.kind.startswith("h"):
            document.add_heading(part.text, int(part.kind[1]))
        elif part.kind in {"ul", "ol"}:
            style = "List Bullet" if part.kind == "ul" else "List Number"
            for item in part.items:
                document.add_paragraph(item, style=style)
        else:
            document.add_paragraph(part.text)
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a Word document."""
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def to_pdf(
    parts: Sequence[Part] = SAMPLE,
    *,
    header: str = "Veileder {page}",
    footer: str = "Side {page} av 9",
    height: float = 420,
) -> bytes:
    """A PDF on low pages, so that the text takes several, with a header and a footer on each."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    body = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=7)
    item = ParagraphStyle("item", parent=body, leftIndent=18, bulletIndent=6, spaceAfter=2)
    heads = {
        f"h{level}": ParagraphStyle(
            f"h{level}", fontName="Helvetica-Bold", fontSize=size, leading=size + 4,
            spaceBefore=9, spaceAfter=4, keepWithNext=1,
        )
        for level, size in ((1, 18), (2, 14), (3, 12))
    }  # fmt: skip
    flow = []
    for part in parts:
        if part.kind in {"ul", "ol"}:
            for number, text in enumerate(part.items, 1):
                bullet = "•" if part.kind == "ul" else f"{number}."
                flow.append(Paragraph(escape(text), item, bulletText=bullet))
        else:
            flow.append(Paragraph(escape(part.text), heads.get(part.kind, body)))

    def decorate(canvas, template) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, height - 30, header.format(page=template.page))
        canvas.drawCentredString(297, 30, footer.format(page=template.page))

    buffer = io.BytesIO()
    template = SimpleDocTemplate(buffer, pagesize=(595, height), topMargin=60, bottomMargin=60)
    template.build(flow, onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue()


WRITERS = {
    ".txt": to_plain,
    ".md": to_markdown,
    ".html": to_html,
    ".docx": to_docx,
    ".pdf": to_pdf,
}


def draw_lines(
    pages: Sequence[Sequence[tuple[float, float, str, int, str]]], *, size: tuple[float, float]
) -> bytes:
    """A PDF with each text at (x, y) from the lower left, in a size and a standard font."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for page in pages:
        for x, y, text, points, font in page:
            canvas.setFont(font, points)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
