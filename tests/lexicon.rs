//! Lexicon files of a user's: what they add, what they replace, and how their mistakes are told.

use tradefacts::extractor::{LANGUAGES, Language};
use tradefacts::{Document, ErrorKind, Extraction};

fn with(text: &str) -> Language {
    LANGUAGES[0].with_lexicon("my.toml", text).expect("a lexicon file")
}

fn read(language: &Language, text: &str) -> Extraction {
    language.extractor().expect("a lexicon").extract(&Document::new("a", text))
}

#[test]
fn words_and_rows_are_added() {
    let own = with(
        r#"
        [directions.up]
        verb = ["skyrocketeered"]
        [[commodity]]
        name = "moon rocks"
        hs = "2530"
        forms = "lunar rocks|moonrock"
        [[area]]
        code = "XM"
        kind = "country"
        name = "Moonland"
        demonyms = "Moonish"
        [[agency]]
        code = "MSO"
        ref_area = "XM"
        name = "Moonland Statistics Office"
        [[unit]]
        code = "crate"
        multiplier = "12"
        forms = "crates"
        "#,
    );
    let text = "Moonland's exports of moon rocks to Japan skyrocketeered 5 percent to 3,000 crates in May 2021, the \
                Moonland Statistics Office said.";
    let extraction = read(&own, text);
    let fact = extraction.facts.first().expect("a fact");
    assert_eq!(fact.ref_area.as_deref(), Some("XM"));
    assert_eq!((fact.commodity.as_str(), fact.commodity_code.as_deref()), ("moon rocks", Some("2530")));
    assert_eq!(fact.source_code.as_deref(), Some("MSO"));
    let change = fact.change.as_ref().expect("a change");
    assert_eq!(change.value.value.to_string(), "5");
    let level = fact.level.as_ref().expect("a level");
    assert_eq!((level.value.value.to_string().as_str(), level.unit.as_str()), ("36000", "crate"));
}

#[test]
fn a_row_of_a_known_code_adds_forms_or_takes_its_place() {
    let text = "China's exports rose 5 percent in May 2021, the Moonlight Palace said.";
    assert_eq!(read(&LANGUAGES[0], text).facts[0].source_code, None);
    let forms = with("[[agency]]\ncode = \"GACC\"\nforms = \"Moonlight Palace\"");
    let extraction = read(&forms, text);
    let fact = &extraction.facts[0];
    assert_eq!(fact.source_code.as_deref(), Some("GACC"));

    let good =
        |language: &Language| read(language, "Exports of rice rose 5 percent in May 2021.").facts[0].clone();
    assert_eq!(good(&LANGUAGES[0]).commodity_code.as_deref(), Some("1006"));
    assert_eq!(
        good(&with("[[commodity]]\nname = \"rice\"\nhs = \"100630\"")).commodity_code.as_deref(),
        Some("100630")
    );
}

#[test]
fn a_form_means_what_the_file_says_and_nothing_else() {
    let text = "Exports were worth 5 lakh dollars in May 2021.";
    let value = |language: &Language| {
        let extraction = read(language, text);
        extraction.facts[0].level.as_ref().map(|level| level.value.value.to_string())
    };
    assert_eq!(value(&LANGUAGES[0]).as_deref(), Some("500000"));
    assert_eq!(value(&with("[scales]\nlakh = 6")).as_deref(), Some("5000000"));
}

#[test]
fn an_empty_file_changes_nothing() {
    let text = std::fs::read_to_string(crate::tidy::root().join("data/samples/china-russia-2023.txt"));
    let text = text.expect("a readable file");
    assert_eq!(read(&with(""), &text).facts, read(&LANGUAGES[0], &text).facts);
}

#[test]
fn mistakes_are_told_with_file_and_key() {
    for (text, wanted) in [
        ("[colours]", "unknown field `colours`"),
        ("[cues]\nshare = 5", "invalid type: integer `5`"),
        ("[cues]\nshare = [\"twice\", \"twice\"]", "the form `twice` stands twice with the sense"),
        (
            "measures = [\"one two three four five six seven eight nine ten eleven twelve a b c d e\"]",
            "has 17 words and marks, the longest may have 16",
        ),
        ("[[commodity]]\nprice = \"5\"", "unknown field `price`"),
        ("[[agency]]\ncode = \"XYZ\"", "the agency `XYZ` is new and needs a `name`"),
        (
            "[[area]]\ncode = \"CN\"\ncurrency = \"USD\"",
            "the area `CN` has more than forms and needs a `name`",
        ),
        ("[[area]]\ncode = \"XM\"\nname = \"Moonland\"", "`kind` of `XM` should be country"),
        ("[[unit]]\ncode = \"crate\"\nmultiplier = \"a dozen\"", "`a dozen` is no exact multiplier"),
        ("[currencies]\n\"no code at all\" = [\"quid\"]", "`no code at all` is no currency code"),
        ("[[commodity]]\nhs = \"2530\"", "a commodity has no `name`"),
        ("months = [[],[],[],[],[],[],[],[],[],[],[],[],[\"Smarch\"]]", "`months` has 13 lists"),
        ("[cues\n", "TOML parse error at line 1"),
    ] {
        let error = LANGUAGES[0].with_lexicon("my.toml", text).err().expect("an error");
        assert_eq!((error.kind(), error.place()), (ErrorKind::Lexicon, Some("my.toml")));
        assert!(error.to_string().contains(wanted), "{text:?}: {error}");
    }
}

#[test]
fn the_file_that_the_documentation_shows_is_one() {
    let readme =
        std::fs::read_to_string(crate::tidy::root().join("data/README.md")).expect("a readable file");
    let shown =
        readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a toml block");
    let extraction = read(&with(shown), "Exports of lithium carbonate skyrocketed 5 percent in May 2021.");
    assert_eq!(extraction.facts[0].commodity_code.as_deref(), Some("283691"));
}
