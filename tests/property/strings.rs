//! Texts that nobody wrote: awkward pieces next to each other, any bytes, any characters of any script.

use super::random::Random;

/// Pieces that are awkward next to each other.
const PIECES: &[&str] = &[
    "$",
    "US$",
    "€",
    "1",
    "12",
    "3.5",
    "1,234",
    "1.",
    ",5",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "-",
    "–",
    "−",
    "+",
    "%",
    "(",
    ")",
    "“",
    "’s",
    "'",
    "million",
    "billion",
    "bn",
    "lakh crore",
    "percent",
    "percentage points",
    "a third",
    "half",
    "doubled",
    "twenty",
    "one",
    "first",
    "quarter",
    "May",
    "in",
    "the",
    "of",
    "to",
    "from",
    "2023",
    "2022/23",
    "FY22",
    "last",
    "year",
    "months",
    "tonnes",
    "barrels",
    "per day",
    "China",
    "exports",
    "rose",
    "é",
    "中",
    "🙂",
    "\u{200b}",
    "\u{a0}",
    "\u{202f}",
    "\u{301}",
    "\t",
    "\r\n",
    "9999999999999999999999999999999999",
    "0.0000000000000000000001",
    "１２",
    "٣",
    "²",
    "=N=",
    "(unit: 100 million yuan)",
    "mid-July",
    "week of",
    "fortnight of",
    "1402",
    "season",
    "ten thousand",
    "wan",
    "points",
    "denominated",
    "Rs",
    "=",
    "/",
    "a dollar",
    ".",
];

pub(super) fn any_text(random: &mut Random) -> String {
    let length = random.below(40);
    (0..length).map(|_| random.pick(PIECES)).collect::<Vec<_>>().join(random.pick(&["", " "]))
}

pub(super) fn any_bytes(random: &mut Random) -> String {
    let bytes: Vec<u8> = (0..random.below(200)).map(|_| random.next() as u8).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Characters of all planes, half of them from blocks that numbers and words come from.
pub(super) fn any_characters(random: &mut Random) -> String {
    const BLOCKS: &[(u32, u32)] = &[
        (0x20, 0x7f),
        (0x30, 0x3a),
        (0xa0, 0x180),
        (0x590, 0x700),
        (0x900, 0xa00),
        (0x2000, 0x20d0),
        (0x3000, 0x3100),
        (0xfe00, 0x10000),
    ];
    let mut text = String::new();
    for _ in 0..random.below(120) {
        let (start, end) = if random.below(2) == 0 { (0, 0x11_0000) } else { random.pick(BLOCKS) };
        text.extend(char::from_u32(start + (random.next() % u64::from(end - start)) as u32));
    }
    text
}
