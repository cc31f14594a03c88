"""The reference handout with ReportLab."""

import html

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table

import sources

# ReportLab takes no outlines with cubic curves, so it sets the sheet in our other typeface.
FACES = {"serif": "Regular", "serif-bold": "SemiBold", "serif-italic": "Italic", "sans": "Regular", "sans-bold": "SemiBold"}
for name, style in FACES.items():
    pdfmetrics.registerFont(TTFont(name, str(sources.FONTS / f"AtkinsonHyperlegibleNext-{style}.ttf")))

SIDE, GREEN, RULE = 62, HexColor(sources.GREEN), HexColor(sources.RULE)
BODY = ParagraphStyle("body", fontName="serif", fontSize=11, leading=15.6, spaceBefore=6, textColor=HexColor(sources.INK))
TITLE = ParagraphStyle("title", fontName="sans-bold", fontSize=22, leading=26, textColor=GREEN, keepWithNext=1)
HEADING = ParagraphStyle("heading", parent=TITLE, fontSize=14, leading=16.5, spaceBefore=16)
LABEL = ParagraphStyle("label", fontName="sans", fontSize=10, leading=13, spaceBefore=10)
PRACTICE = ParagraphStyle("practice", fontName="sans-bold", fontSize=12, leading=15, textColor=GREEN)
SMALL = ParagraphStyle("small", fontName="sans", fontSize=8.5, leading=11, textColor=HexColor(sources.GREY))


class Box(Flowable):
    width = height = 9

    def draw(self):
        self.canv.setStrokeColor(GREEN)
        self.canv.rect(0, 0, 9, 9)


class Numbered(Canvas):
    """Writes the foot of each page once their number is known."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ready = []

    def showPage(self):
        self.ready.append(dict(self.__dict__))
        self._startPage()

    def save(self):
        for state in self.ready:
            self.__dict__.update(state)
            self.setFont("sans", 8.5)
            self.drawString(SIDE, 32, "Notes")
            self.drawRightString(A4[0] - SIDE, 32, f"Page {self._pageNumber} of {len(self.ready)}")
            super().showPage()
        super().save()


def part(kind, words):
    words = html.escape(words, quote=False)
    if kind == "tick":
        return Table([[Box(), Paragraph(words, BODY)]], colWidths=[20, A4[0] - 2 * SIDE - 20])
    if kind == "blank":
        return KeepTogether([Paragraph(words, LABEL), Spacer(1, 22), HRFlowable(width="100%", thickness=0.7, color=RULE)])
    return Paragraph(words, {"title": TITLE, "heading": HEADING, "text": BODY}[kind])


def build(content, out):
    head = [Paragraph(content["practice"], PRACTICE), Paragraph(content["address"], SMALL),
            HRFlowable(width="100%", thickness=0.8, color=GREEN), Spacer(1, 10)]
    document = SimpleDocTemplate(out, pagesize=A4, leftMargin=SIDE, rightMargin=SIDE, topMargin=54, bottomMargin=60,
                                 title="Notes", author=content["practice"])
    document.build(head + [part(kind, words) for kind, words in content["lines"]], canvasmaker=Numbered)
