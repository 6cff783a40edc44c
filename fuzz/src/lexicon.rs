//! Lexicon files: any text is read or is an error that names the file; a name that a file gives to a good is read as a
//! good.

use super::choices::Choices;
use tradefacts::Document;
use tradefacts::extractor::LANGUAGES;

const PARTS: &[&str] = &[
    "bra", "cor", "dul", "fex", "gri", "hol", "jix", "kev", "lum", "mog", "nib", "pov", "qua", "ruz", "syl",
    "zet",
];

pub fn check(bytes: &[u8]) {
    let (english, mut choices) = (&LANGUAGES[0], Choices::new(bytes));
    if choices.byte() & 1 == 1 {
        let text = String::from_utf8_lossy(choices.rest());
        match english.with_lexicon("fuzz.toml", &text) {
            Ok(language) => {
                let document =
                    Document::new("fuzz", format!("{text}\n\nExports rose 5 percent in May 2023."));
                let mut extractor = language.extractor().expect("it is loaded");
                assert_eq!(extractor.extract(&document).facts, extractor.extract_facts(&document));
            }
            Err(error) => assert!(error.to_string().starts_with("fuzz.toml"), "{error}"),
        }
        return;
    }
    let mut word = || (0..choices.below(3) + 2).map(|_| choices.pick(PARTS)).collect::<String>();
    let (name, form) = (format!("{} {}", word(), word()), format!("{} {}", word(), word()));
    if name == form {
        return;
    }
    let file = format!("[[commodity]]\nname = \"{name}\"\nforms = \"{form}\"\n");
    let language = english.with_lexicon("fuzz.toml", &file).unwrap_or_else(|error| panic!("{error}: {file}"));
    let mut extractor = language.extractor().expect("it is loaded");
    for words in [&name, &form] {
        let text = format!("China's exports of {words} rose 5 percent in May 2023.");
        let facts = extractor.extract(&Document::new("fuzz", text.as_str())).facts;
        let [fact] = &facts[..] else { panic!("{text}: {} facts", facts.len()) };
        assert_eq!(fact.commodity, *words, "{text}");
    }
}
