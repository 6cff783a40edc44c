//! PDF files with plain text, as small as they can be.

use std::fmt::Write as _;

/// A PDF of pages with these contents, drawn with the resources; `objects` come behind the pages.
pub fn pdf(pages: &[&str], resources: &str, objects: &[&str]) -> Vec<u8> {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    let mut all = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), String::new(), font.to_owned()];
    let mut kids = String::new();
    for content in pages {
        all.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
        all.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> {resources} >> \
             /Contents {} 0 R >>",
            all.len()
        ));
        write!(kids, "{} 0 R ", all.len()).unwrap();
    }
    all[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    all.extend(objects.iter().map(|&object| object.to_owned()));
    let mut out = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    for (at, object) in all.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
        write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    let (size, start) = (all.len() + 1, out.len());
    write!(
        out,
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    out.into_bytes()
}

/// The content of a page with these lines.
pub fn lines(lines: &[&str]) -> String {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj T*\n")).collect();
    format!("BT /F1 12 Tf 14 TL 72 720 Td\n{shown}ET")
}
