#!/usr/bin/env python3
"""Writes what each fuzz target starts from into fuzz/corpus/TARGET: the samples in the form that the target reads.

Targets that make their own texts from bytes start from any. A first byte chooses between those and bytes as they are (1)."""

import html
import json
from pathlib import Path

FUZZ = Path(__file__).parent
DATA = FUZZ.parent / "data"
# Short documents: an execution takes as long as its text.
LONGEST = 500
LEXICON = """[directions.up]
verb = ["skyrocketed"]

[[commodity]]
name = "lithium carbonate"
hs = "283691"
forms = "carbonate of lithium"
"""


def page(text):
    paragraphs = "".join(f"<p>{html.escape(part)}</p>\n" for part in text.split("\n\n"))
    return f'<html><head><title>Trade</title><meta property="article:published_time" content="2023-05-22"></head><body><article>{paragraphs}</article></body></html>'


def pdf(text):
    lines = [text[at : at + 80] for at in range(0, len(text), 80)]
    shown = "".join("(%s) Tj T*\n" % line.replace("\\", "").replace("(", "").replace(")", "") for line in lines)
    content = f"BT /F1 12 Tf 14 TL 72 720 Td\n{shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    return out + f"xref\n0 6\n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"


def write(target, name, seed, first=b"\1"):
    folder = FUZZ / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(first + seed.encode("utf-8", "replace"))


def main():
    for path in sorted((DATA / "samples").glob("*.txt")):
        whole, name = path.read_text(encoding="utf-8"), path.stem
        text = whole[:LONGEST]
        line = json.dumps({"id": name, "published": "2023-05-22", "text": text}, ensure_ascii=False)
        latin = text.encode("ascii", "ignore").decode()
        for at, paragraph in enumerate(whole.split("\n\n")):
            write("text", f"{name}-{at}", paragraph[:LONGEST], b"")
        write("html", name, page(text))
        write("jsonl", name, line)
        write("pdf", name, pdf(latin))
        write("input", name, text, b"\0")
        write("input", name + ".jsonl", line, b"\1")
        write("input", name + ".json", f"[{line}]", b"\2")
        write("input", name + ".csv", f"text,published\n{json.dumps(text)},2023-05-22\n", b"\3")
        write("input", name + ".html", page(text), b"\5")
        write("input", name + ".pdf", pdf(latin), b"\6")
        write("input", name + ".eml", f"From: a@b.c\nDate: Mon, 22 May 2023 10:00:00 +0000\nSubject: Trade\n\n{text}", b"\7")
    for path in [*(DATA / "samples").glob("*.known.csv"), DATA / "known" / "official.csv"]:
        write("known", path.stem, path.read_text(encoding="utf-8")[:LONGEST])
    write("lexicon", "readme", LEXICON)
    for target in ["number", "money", "period", "table", "xlsx"]:
        write(target, "bytes", "".join(map(chr, range(128))), b"")


if __name__ == "__main__":
    main()
