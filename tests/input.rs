//! Inputs that are no text: PDF as it is written here, Parquet as the program writes it, pages made to exhaust a reader, and a
//! folder of many files some of which are bad.

use crate::cli::{command, folder, messages, run, write};
use crate::fuzz::targets::pdf_file::{lines, pdf};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// The rows, and what is said, of one file.
fn extract(name: &str, file: &str, bytes: &[u8], columns: &str) -> (String, String) {
    let folder = folder(name);
    write(&folder, file, bytes);
    let output = run(&folder, &["extract", file, "--columns", columns], b"");
    let rows = String::from_utf8(output.stdout).expect("UTF-8");
    (rows, messages(&output.stderr).0)
}

#[test]
fn pdf_is_read_with_its_line_breaks_mended() {
    let page = |number: usize, body: &[&str]| {
        let (head, foot) = ("Statistics Office, news release", format!("Page {number} of 3"));
        lines(&[&[head], body, &[foot.as_str()]].concat())
    };
    let first = page(
        1,
        &[
            "Published: 2021-01-14",
            "China's exports rose 5.1 percent from a year ear-",
            "lier to $1.12",
            "trillion in the first five months of 2020.",
        ],
    );
    let (second, third) =
        (page(2, &["Methods are explained", "in the handbook."]), page(3, &["Contact", "the press office."]));
    let bytes = pdf(&[&first, &second, &third], "", &[]);
    let (rows, said) = extract("pdf", "a.pdf", &bytes, "published,value,change,basis,time_period,quote");
    assert_eq!(said, "");
    assert_eq!(
        rows,
        "published,value,change,basis,time_period,quote\n2021-01-14,1120000000000,5.1,yoy,2020-01-01/P5M,China's exports rose 5.1 \
         percent from a year earlier to $1.12 trillion in the first five months of 2020.\n"
    );
}

#[test]
fn pdf_that_cannot_be_read_is_one_error() {
    let text = lines(&["Exports were unchanged."]);
    let draws = format!("{text}\n/X Do");
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream";
    let circle = pdf(&[&draws], "/XObject << /X 6 0 R >>", &[form]);
    let locked =
        String::from_utf8(pdf(&[&text], "", &["<< /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P 0 >>"]))
            .expect("UTF-8");
    let locked = locked.replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 6 0 R /ID [(a) (a)]");
    for (name, bytes, wanted) in [
        ("pdf broken", b"%PDF-1.4\nnothing".to_vec(), "expected a PDF, found a broken one ("),
        (
            "pdf of images",
            pdf(&["q Q"], "", &[]),
            "expected a PDF with text, found pages without any; they may be images",
        ),
        ("pdf in a circle", circle, "expected a PDF within the limits, found forms that draw themselves"),
        (
            "pdf locked",
            locked.into_bytes(),
            "expected a PDF that opens without a password, found an encrypted one",
        ),
    ] {
        let (rows, said) = extract(name, "a.pdf", &bytes, "doc_id");
        assert_eq!(rows, "doc_id\n", "{name}");
        assert!(
            said.starts_with(&format!("error: a.pdf: {wanted}")) && said.lines().count() == 1,
            "{name}: {said}"
        );
    }
}

#[test]
fn pdftotext_that_is_missing_is_said_clearly() {
    let folder = folder("no pdftotext");
    write(&folder, "a.pdf", &pdf(&[&lines(&["Exports were unchanged."])], "", &[]));
    let args = ["extract", "a.pdf", "--pdf-reader", "pdftotext", "--columns", "doc_id"];
    let output = command(&folder, &args).env("PATH", folder.join("nothing")).output().expect("it runs");
    let (said, _) = messages(&output.stderr);
    assert!(said.starts_with("error: a.pdf: expected the program pdftotext, found: "), "{said}");
    assert!(said.contains("install poppler-utils, or leave out --pdf-reader"), "{said}");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_read_as_it_is_written() {
    let folder = folder("parquet");
    let lines = "{\"id\": \"a\", \"text\": \"Exports were unchanged.\", \"published\": \"2023-05-22\"}\n{\"id\": \"b\", \"text\": \"Imports rose 5 percent.\"}\n";
    let args = [
        "extract",
        "-",
        "--documents",
        "d.parquet",
        "--with-text",
        "--columns",
        "doc_id,published,trade_flow",
    ];
    let from_lines = run(&folder, &args, lines.as_bytes());
    assert!(from_lines.status.success(), "{}", String::from_utf8_lossy(&from_lines.stderr));
    let columns = ["--columns", "doc_id,published,trade_flow"];
    let from_file = run(&folder, &[&["extract", "d.parquet"], &columns[..]].concat(), b"");
    assert_eq!(String::from_utf8_lossy(&from_file.stdout), String::from_utf8_lossy(&from_lines.stdout));
    let bytes = std::fs::read(folder.join("d.parquet")).expect("written");
    let from_pipe = run(&folder, &[&["extract", "-"], &columns[..]].concat(), &bytes);
    assert_eq!(from_pipe.stdout, from_lines.stdout);
    write(&folder, "cut.parquet", &bytes[..bytes.len() - 20]);
    let cut = run(&folder, &["extract", "cut.parquet", "--columns", "doc_id"], b"");
    assert_eq!(cut.status.code(), Some(1));
    assert!(messages(&cut.stderr).0.starts_with("error: cut.parquet: expected a Parquet file, found: "));
}

/// A Parquet file with one column of texts.
#[cfg(feature = "parquet")]
fn parquet_of(texts: &[&str], compression: parquet::basic::Compression) -> Vec<u8> {
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    let schema = "message schema { required binary text (UTF8); }";
    let schema = parquet::schema::parser::parse_message_type(schema).expect("a schema");
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut bytes = Vec::new();
    let mut writer =
        SerializedFileWriter::new(&mut bytes, schema.into(), properties.into()).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    let mut column = group.next_column().expect("a column").expect("one");
    let values: Vec<ByteArray> = texts.iter().map(|&text| ByteArray::from(text)).collect();
    column.typed::<ByteArrayType>().write_batch(&values, None, None).expect("written");
    column.close().expect("closed");
    group.close().expect("closed");
    writer.close().expect("closed");
    bytes
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_of_the_usual_compressions_is_read() {
    use parquet::basic::Compression;
    let text = "Exports of Norway rose 6.9 percent in April 2023. ".repeat(20);
    for (name, compression) in [
        ("parquet plain", Compression::UNCOMPRESSED),
        ("parquet snappy", Compression::SNAPPY),
        ("parquet gzip", Compression::GZIP(Default::default())),
        ("parquet lz4", Compression::LZ4_RAW),
        ("parquet zstd", Compression::ZSTD(Default::default())),
    ] {
        let bytes = parquet_of(&[&text, "Imports fell 3 percent."], compression);
        let (rows, said) = extract(name, "a.parquet", &bytes, "doc_id,change");
        assert_eq!(said, "", "{name}");
        assert_eq!(rows.lines().last(), Some("a.parquet:2,-3"), "{name}");
    }
}

/// Pages that make a parser of pages build millions of nodes, go deep, or compare each attribute with each other.
#[test]
fn pages_made_to_exhaust_a_reader_are_read_whole_and_soon() {
    let attributes: String = (0..200_000).fold(String::from("<p"), |mut out, n| {
        write!(out, " a{n}=1").unwrap();
        out
    });
    let fonts: String = (0..190).map(|n| format!("<font size={n}>")).collect();
    for (name, start) in [
        ("page of nested tags", "<div>".repeat(100_000)),
        ("page of adoption", "<a><div></a>".repeat(10_000)),
        ("page of formatting", fonts + &"<p>x".repeat(20_000)),
        ("page of attributes", attributes + ">"),
        ("page of paragraphs", "<p>x".repeat(100_000)),
        ("page of tables", "<table><tr><td>".repeat(30_000)),
        ("page of links", "<a href=x>".repeat(50_000)),
        ("page of open comments", "<!-".repeat(100_000)),
        ("page of entities", "&amp;".repeat(60_000)),
        ("page of spans", format!("<table>{}", "<tr><td colspan=1000 rowspan=1000>1".repeat(5_000))),
        ("page of ends of paragraphs", "</p>".repeat(100_000)),
    ] {
        let page = format!("<!doctype html><p>Exports of Norway rose 6.9 percent in April 2023.</p>{start}");
        let begun = Instant::now();
        let (rows, said) = extract(name, "a.html", page.as_bytes(), "change");
        assert_eq!((rows.as_str(), said.as_str()), ("change\n6.9\n", ""), "{name}");
        // Built without optimization and with other tests beside it; minutes are what this is about.
        assert!(begun.elapsed() < Duration::from_secs(60), "{name}: {:?}", begun.elapsed());
    }
}

#[test]
fn of_many_files_exactly_the_bad_ones_are_reported() {
    let folder = folder("many files");
    let (mut bad, mut good) = (0, 0);
    for n in 0..1_000 {
        let path = format!("in/{}/{n}", n % 7);
        match n % 100 {
            3 => write(&folder, &format!("{path}.txt"), b"\0\x01\x02 no text"),
            5 => write(&folder, &format!("{path}.pdf"), b"%PDF-1.7 nothing"),
            #[cfg(unix)]
            7 => std::os::unix::fs::symlink(format!("{n}.txt"), folder.join(format!("{path}.txt")))
                .expect("a link"),
            8 => write(&folder, &format!("{path}.png"), b"\x89PNG\0"),
            _ => {
                good += 1;
                write(&folder, &format!("{path}.txt"), b"Exports were unchanged.");
            }
        }
        bad += usize::from(matches!(n % 100, 3 | 5) || cfg!(unix) && n % 100 == 7);
    }
    let output = run(&folder, &["extract", "in", "--columns", "doc_id"], b"");
    let (said, summary) = messages(&output.stderr);
    assert_eq!(said.lines().count(), bad, "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), good + 1);
    let read = good + bad;
    let wanted = format!(
        "documents: {read} read = {good} written + 0 empty + {bad} failed; facts: {good}; files of other kinds passed over: 10\n"
    );
    assert_eq!(summary, wanted);
}
