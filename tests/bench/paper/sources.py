"""Says what stands on the reference handout in the language of each engine: the same words, boxes, lines and faces."""

import html
import pathlib

FONTS = pathlib.Path(__file__).resolve().parents[3] / "server/pdf/fonts"
INK, GREEN, GREY, RULE = "#212429", "#295c4a", "#5c6166", "#8c8f8f"
SERIF, SANS = "Source Serif 4 SmText", "Source Sans 3"
FACES = [
    ("serif", "SourceSerif4SmText-Regular.otf", SERIF, "400", "normal"),
    ("serif-bold", "SourceSerif4SmText-Semibold.otf", SERIF, "600", "normal"),
    ("serif-italic", "SourceSerif4SmText-It.otf", SERIF, "400", "italic"),
    ("sans", "SourceSans3-Regular.otf", SANS, "400", "normal"),
    ("sans-bold", "SourceSans3-Semibold.otf", SANS, "600", "normal"),
]


def numbered(content, number):
    """The same content as a document of its own: each text to read holds the number, so that nobody can keep a paragraph of
    the one before. Ours keeps nothing from one to the next; its letterhead changes."""
    def own(kind, words):
        first, _, rest = words.partition(" ")
        return kind, f"{first}{number} {rest}" if kind == "text" and rest else words
    lines = [own(kind, words) for kind, words in content["lines"]]
    return {**content, "practice": f"{content['practice']} {number}", "lines": lines}


def typst(content):
    def words(text):
        return "".join("\\" + c if c in "\\#$*_`<>@[]~/-=+'\"" else c for c in text)
    body = []
    for kind, text in content["lines"]:
        said = words(text)
        body.append({
            "title": f"= {said}",
            "heading": f"== {said}",
            "text": said,
            "tick": f"#grid(columns: (16pt, 1fr), rect(width: 9pt, height: 9pt, stroke: 0.9pt + green), [{said}])",
            "blank": f"#block(breakable: false)[#text(font: \"{SANS}\", size: 10pt)[{said}] #v(20pt) "
                     f"#line(length: 100%, stroke: 0.7pt + rule)]",
        }[kind])
    return f"""#set document(title: "Notes", author: "{content['practice']}", date: none)
#let green = rgb("{GREEN}")
#let grey = rgb("{GREY}")
#let rule = rgb("{RULE}")
#set page(paper: "a4", margin: (top: 54pt, x: 62pt, bottom: 60pt), footer: context text(font: "{SANS}", size: 8.5pt,
  fill: grey)[Notes #h(1fr) Page #counter(page).display() of #counter(page).final().first()])
#set text(font: "{SERIF}", size: 11pt, fill: rgb("{INK}"), lang: "en", hyphenate: true)
#show heading: set text(font: "{SANS}", weight: 600, fill: green, hyphenate: false)
#show heading.where(level: 1): set text(size: 22pt)
#show heading.where(level: 2): set text(size: 14pt)
#text(font: "{SANS}", weight: 600, size: 12pt, fill: green)[{words(content['practice'])}] \\
#text(font: "{SANS}", size: 8.5pt, fill: grey)[{words(content['address'])}]
#line(length: 100%, stroke: 0.8pt + green)

""" + "\n\n".join(body) + "\n"


def page(content):
    faces = "".join(
        f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{style};src:url('{(FONTS / file).as_uri()}')}}"
        for _, file, family, weight, style in FACES)
    tags = {
        "title": "<h1>{}</h1>", "heading": "<h2>{}</h2>", "text": "<p>{}</p>",
        "tick": "<p class='tick'><span class='box'></span>{}</p>", "blank": "<div class='blank'>{}<div></div></div>",
    }
    body = "\n".join(tags[kind].format(html.escape(text)) for kind, text in content["lines"])
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Notes</title><style>{faces}
@page{{size:A4;margin:54pt 62pt 60pt;@bottom-left{{content:"Notes";font:8.5pt '{SANS}';color:{GREY}}}
@bottom-right{{content:"Page " counter(page) " of " counter(pages);font:8.5pt '{SANS}';color:{GREY}}}}}
body{{margin:0;font:11pt/1.42 '{SERIF}';color:{INK};hyphens:auto}}
header{{border-bottom:.8pt solid {GREEN};margin-bottom:16pt;padding-bottom:6pt;font:8.5pt '{SANS}';color:{GREY}}}
header b{{display:block;font:600 12pt '{SANS}';color:{GREEN}}}
h1,h2{{font-family:'{SANS}';font-weight:600;color:{GREEN};hyphens:none;break-after:avoid;margin:16pt 0 3pt}}
h1{{font-size:22pt}}h2{{font-size:14pt}}p{{margin:6pt 0;orphans:2;widows:2}}
.tick{{padding-left:20pt;position:relative}}
.box{{position:absolute;left:1pt;top:3pt;width:9pt;height:9pt;border:.9pt solid {GREEN}}}
.blank{{font:10pt '{SANS}';margin:10pt 0;break-inside:avoid}}.blank div{{border-bottom:.7pt solid {RULE};height:22pt}}
</style></head><body><header><b>{html.escape(content['practice'])}</b>{html.escape(content['address'])}</header>
{body}</body></html>"""
