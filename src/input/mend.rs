//! Text set right: what editors, converters and content systems leave in it that is not meant.
//!
//! | found                                              | becomes                  | noted |
//! |----------------------------------------------------|--------------------------|-------|
//! | UTF-8 read as windows-1252: `â‚¬`, `â€“`, `Â£`       | the character meant      | yes   |
//! | HTML entities: `&amp;`, `&#8364;`                  | their character          | yes   |
//! | soft hyphens; zero-width and direction marks       | nothing                  | yes   |
//! | spaces that do not break, thin spaces              | a space                  | no    |
//!
//! A space for a space moves no offset; what does is noted.

use std::borrow::Cow;

/// How often text is taken for twice mis-decoded.
const ROUNDS: usize = 3;

/// The longest name of an entity, with `&` and `;`.
const ENTITY: usize = 34;

/// The text set right; what was done is added to `notes`.
pub(super) fn text(text: Cow<str>, notes: &mut Vec<String>) -> String {
    let mut is_plain = is_plain(text.as_bytes());
    let mut text = if is_plain { text } else { decoded_twice(text, notes) };
    if memchr::memchr(b'&', text.as_bytes()).is_some()
        && let Some((decoded, count)) = without_entities(&text)
    {
        notes.push(format!("entities decoded: {count}"));
        text = Cow::Owned(decoded);
        // They stand for any character.
        is_plain = false;
    }
    if is_plain { text.into_owned() } else { unprinted(text, notes).into_owned() }
}

/// The same for text in which entities are decoded already.
#[cfg(any(feature = "html", feature = "pdf"))]
pub(super) fn parsed(text: String, notes: &mut Vec<String>) -> String {
    unprinted(decoded_twice(Cow::Owned(text), notes), notes).into_owned()
}

/// Characters that UTF-8 lead bytes become in windows-1252, of the two blocks where mis-decoded text starts: Latin and
/// signs (`Â`, `Ã`), punctuation and currency signs (`â`), and the byte order mark (`ï`).
fn decoded_twice<'a>(text: Cow<'a, str>, notes: &mut Vec<String>) -> Cow<'a, str> {
    let mut text = text;
    let mut count = 0;
    for _ in 0..ROUNDS {
        let Some((mended, found)) = one_round(&text) else { break };
        text = Cow::Owned(mended);
        count += found;
    }
    if count > 0 {
        notes.push(format!("mis-decoded characters mended: {count}"));
    }
    text
}

fn one_round(text: &str) -> Option<(String, usize)> {
    let (mut out, mut done, mut count) = (String::new(), 0, 0);
    // All four leads start with this byte.
    for at in memchr::memchr_iter(0xC3, text.as_bytes()) {
        if at < done || !text.is_char_boundary(at) {
            continue;
        }
        if let Some((meant, length)) = meant(&text[at..]) {
            out.push_str(&text[done..at]);
            out.push(meant);
            done = at + length;
            count += 1;
        }
    }
    out.push_str(&text[done..]);
    (count > 0).then_some((out, count))
}

/// The character that mis-decoded text at its start means, and the length of that text.
fn meant(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0; 3];
    let mut length = 0;
    let wanted = match text.chars().next()? {
        'Â' | 'Ã' => 2,
        'â' | 'ï' => 3,
        _ => return None,
    };
    for (slot, character) in bytes.iter_mut().zip(text.chars()).take(wanted) {
        *slot = windows_byte(character)?;
        length += character.len_utf8();
    }
    let meant = std::str::from_utf8(&bytes[..wanted]).ok()?.chars().next()?;
    let plausible = matches!(meant, '\u{A0}'..='\u{FF}' | '\u{2010}'..='\u{2BFF}' | '\u{FEFF}');
    // A Portuguese word may end in `Ã` before a space that does not break.
    (plausible && !text.starts_with("Ã\u{A0}")).then_some((meant, length))
}

/// The byte of a character in windows-1252; controls stand for the bytes that it leaves open.
fn windows_byte(character: char) -> Option<u8> {
    if let '\u{80}'..='\u{FF}' = character {
        return u8::try_from(u32::from(character)).ok();
    }
    let mut letter = [0; 4];
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(character.encode_utf8(&mut letter));
    bytes.first().copied().filter(|&byte| !lost && byte >= 0x80)
}

/// Whether no character of the text is mis-decoded or left out, entities aside. Most blocks have no byte beyond ASCII, and
/// most of the others curly quotation marks and dashes.
fn is_plain(bytes: &[u8]) -> bool {
    const BLOCK: usize = 128;
    /// The highest bit of each of eight bytes.
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for (start, block) in (0..).step_by(BLOCK).zip(blocks) {
        if block.iter().fold(0, |all, byte| all | byte) < 0x80 {
            continue;
        }
        for (start, eight) in (start..).step_by(8).zip(block.as_chunks().0) {
            let mut beyond = u64::from_le_bytes(*eight) & HIGH;
            while beyond != 0 {
                if is_odd(&bytes[start + beyond.trailing_zeros() as usize / 8..]) {
                    return false;
                }
                beyond &= beyond - 1;
            }
        }
    }
    !(bytes.len() - rest.len()..bytes.len()).any(|at| is_odd(&bytes[at..]))
}

/// Whether a character starts here that mis-decoded text starts with, or one that is not printed.
fn is_odd(bytes: &[u8]) -> bool {
    matches!(bytes, [0xC3, 0x82 | 0x83 | 0xA2 | 0xAF, ..]) || is_unprinted_at(bytes)
}

/// Markup without its entities. One at a time: the library's own loop takes time that grows with the square of their number.
#[cfg(feature = "html")]
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    without_entities(text).map_or(Cow::Borrowed(text), |(decoded, _)| Cow::Owned(decoded))
}

/// The text with its entities decoded and their number; nothing where there are none.
fn without_entities(text: &str) -> Option<(String, usize)> {
    let (mut out, mut done, mut count) = (String::new(), 0, 0);
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let rest = &text.as_bytes()[at..text.len().min(at + ENTITY)];
        let Some(end) = memchr::memchr(b';', rest) else { continue };
        if at < done || !rest[1..end].iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'#') {
            continue;
        }
        let entity = &text[at..=at + end];
        let character = html_escape::decode_html_entities(entity);
        if character != entity {
            out.push_str(&text[done..at]);
            out.push_str(&character);
            done = at + end + 1;
            count += 1;
        }
    }
    out.push_str(&text[done..]);
    (count > 0).then_some((out, count))
}

/// Without what is not printed, and with plain spaces.
fn unprinted<'a>(text: Cow<'a, str>, notes: &mut Vec<String>) -> Cow<'a, str> {
    let Some(first) = first_unprinted(text.as_bytes()) else { return text };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut count = 0;
    for character in text[first..].chars() {
        match character {
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => out.push(' '),
            other if is_unprinted(other) => count += 1,
            other => out.push(other),
        }
    }
    if count > 0 {
        notes.push(format!("characters that are not printed left out: {count}"));
    }
    Cow::Owned(out)
}

/// Where the first such character starts. Its bytes are compared, not decoded: most texts have curly quotation marks,
/// which start with the same byte, and nothing else to be left out.
fn first_unprinted(bytes: &[u8]) -> Option<usize> {
    memchr::memchr3_iter(0xC2, 0xE2, 0xEF, bytes).find(|&at| is_unprinted_at(&bytes[at..]))
}

fn is_unprinted_at(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xC2, 0xA0 | 0xAD, ..]
            | [0xE2, 0x80, 0x80..=0x8F | 0xAA..=0xAF, ..]
            | [0xE2, 0x81, 0x9F..=0xA4, ..]
            | [0xEF, 0xBB, 0xBF, ..]
    )
}

fn is_unprinted(character: char) -> bool {
    matches!(
        character,
        '\u{A0}' | '\u{AD}' | '\u{2000}'..='\u{200F}' | '\u{202A}'..='\u{202F}' | '\u{205F}'..='\u{2064}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &str, wanted: &str, note: &str) {
        let mut notes = Vec::new();
        assert_eq!(
            (text(Cow::Borrowed(given), &mut notes).as_str(), notes.join("; ").as_str()),
            (wanted, note)
        );
    }

    #[test]
    fn mis_decoded_text_is_mended() {
        check("â‚¬20.1 billion â€“ up", "€20.1 billion – up", "mis-decoded characters mended: 2");
        check("the unionâ€™s Â£5m", "the union’s £5m", "mis-decoded characters mended: 2");
        check("â€œupâ€\u{9D}", "“up”", "mis-decoded characters mended: 2");
        check("SÃ£o Paulo, CÃ´te dâ€™Ivoire", "São Paulo, Côte d’Ivoire", "mis-decoded characters mended: 3");
        check("Ã¢â€šÂ¬5", "€5", "mis-decoded characters mended: 4");
    }

    #[test]
    fn letters_that_are_meant_stay() {
        for text in ["NÃO, Âncora, naïve, château", "IRMÃ\u{A0}", "Ãœ", "Ã", "â‚", ""] {
            let wanted = if text == "Ãœ" { "Ü" } else { text };
            let mut notes = Vec::new();
            assert_eq!(
                super::text(Cow::Borrowed(text), &mut notes).replace(' ', "\u{A0}"),
                wanted.replace(' ', "\u{A0}")
            );
        }
    }

    #[test]
    fn entities_are_decoded() {
        check("Q&amp;A: &#8364;5 &pound;3&nbsp;bn", "Q&A: €5 £3 bn", "entities decoded: 4");
        check("AT&T; R&D, a & b; &nosuch;", "AT&T; R&D, a & b; &nosuch;", "");
    }

    #[test]
    fn bytes_and_characters_say_the_same_is_not_printed() {
        for character in '\u{80}'..='\u{FFFF}' {
            let text = format!("a{character}");
            let wanted = is_unprinted(character).then_some(1);
            assert_eq!(first_unprinted(text.as_bytes()), wanted, "U+{:04X}", u32::from(character));
            let is_lead = matches!(character, 'Â' | 'Ã' | 'â' | 'ï');
            for before in [0, 28, 30, 31, 32, 40] {
                let text = format!("{}{text}{}", "a".repeat(before), "b".repeat(before % 5));
                let wanted = !is_lead && wanted.is_none();
                assert_eq!(is_plain(text.as_bytes()), wanted, "{before} U+{:04X}", u32::from(character));
            }
        }
    }

    #[test]
    fn what_is_not_printed_goes() {
        check(
            "ex\u{AD}ports\u{200B} 1\u{202F}234\u{A0}t",
            "exports 1 234 t",
            "characters that are not printed left out: 2",
        );
        check("“plain” – text", "“plain” – text", "");
    }
}
