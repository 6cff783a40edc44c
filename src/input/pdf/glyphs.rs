//! Glyphs of a page to text, in the order in which the page draws them.
//!
//! Where a glyph stands is measured from the end of the glyph before it, along and across the direction in which that was
//! written, in thousandths of its size; so pages that are turned or mirrored are read like others.
//!
//! | the next glyph                                        | is                          |
//! |-------------------------------------------------------|-----------------------------|
//! | further across than `LINE`; turned another way        | on another line             |
//! | further across than `BLOCK`                           | in another block            |
//! | further along than `SPACE`, at the start of a string  | behind a space              |
//! | before the end by more than `BACK`, or behind it by more than `CELL` | in another part of the line; parts are sorted |
//! | the same as a late one within `TWICE` of its place    | left out: it is drawn bold  |

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};
use std::collections::VecDeque;

const LINE: i64 = 500;
const BLOCK: i64 = 1_500;
const SPACE: i64 = 100;
const BACK: i64 = 700;
const CELL: i64 = 1_000;
const TWICE: i64 = 100;
/// Glyphs among which one that is drawn twice is looked for.
const LATE: usize = 128;

/// Positions are in thousandths of a point, no further than this from the corner: products of two fit.
const FURTHEST: i64 = 100_000_000;
/// The largest size of a glyph, in the same unit.
const LARGEST: i64 = 10_000_000;

/// A place or a distance on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Point {
    x: i64,
    y: i64,
}

impl Point {
    fn minus(self, other: Point) -> Point {
        Point { x: self.x - other.x, y: self.y - other.y }
    }

    fn within(self, most: i64) -> Point {
        Point { x: self.x.clamp(-most, most), y: self.y.clamp(-most, most) }
    }

    fn square(self) -> i64 {
        self.x * self.x + self.y * self.y
    }

    /// Whether this and another direction are less than an eighth of a turn apart.
    fn is_along(self, other: Point) -> bool {
        let (along, across) = self.measured(other);
        along > 0 && across.abs() < along
    }

    /// How far this goes along a direction, and how far across, in thousandths of that.
    fn measured(self, direction: Point) -> (i64, i64) {
        let length = direction.square();
        let parts = |product: i64| {
            i64::try_from(i128::from(product) * 1_000 / i128::from(length.max(1))).unwrap_or(i64::MAX)
        };
        let along = self.x * direction.x + self.y * direction.y;
        let across = self.y * direction.x - self.x * direction.y;
        (parts(along), parts(across))
    }
}

/// A glyph as it is drawn.
#[derive(Clone, Debug, Default)]
struct Glyph {
    text: String,
    /// Where its base line starts and ends.
    start: Point,
    end: Point,
    /// As long as the glyph is high, the way it is written.
    size: Point,
}

impl Glyph {
    fn repeats(&self, late: &Glyph) -> bool {
        let (along, across) = self.start.minus(late.start).measured(self.size);
        self.text == late.text && along.abs() < TWICE && across.abs() < TWICE
    }
}

/// What stands on a page.
#[derive(Default)]
pub(super) struct Page {
    text: String,
    /// The parts of the line that is read, each with its place along the line.
    parts: Vec<(i64, String)>,
    /// The first glyph of that line.
    first: Glyph,
    /// Glyphs drawn, whether their letters are known or not.
    pub(super) drawn: usize,
    late: VecDeque<Glyph>,
    starts: bool,
}

impl Page {
    fn add(&mut self, glyph: Glyph) {
        if let Some(last) = self.late.back() {
            let size = if glyph.size.square() > last.size.square() { glyph.size } else { last.size };
            let (along, across) = glyph.start.minus(last.end).measured(size);
            if along < 0 && self.late.iter().any(|late| glyph.repeats(late)) {
                return;
            }
            let turned = !glyph.size.is_along(last.size);
            if turned || across.abs() > LINE {
                self.end_line();
                self.text.push_str(if across.abs() > BLOCK { "\n\n" } else { "\n" });
            } else if !(-BACK..=CELL).contains(&along) {
                let (place, _) = glyph.start.minus(self.first.start).measured(self.first.size);
                self.parts.push((place, String::new()));
            } else if self.starts && along > SPACE {
                self.space(" ");
            }
        }
        if self.parts.is_empty() {
            self.first = glyph.clone();
            self.parts.push((0, String::new()));
        }
        if let Some((_, part)) = self.parts.last_mut() {
            part.push_str(&glyph.text);
        }
        self.starts = false;
        if self.late.len() == LATE {
            self.late.pop_front();
        }
        self.late.push_back(glyph);
    }

    fn space(&mut self, space: &str) {
        if let Some((_, part)) =
            self.parts.last_mut().filter(|(_, part)| !part.ends_with(char::is_whitespace))
        {
            part.push_str(space);
        }
    }

    fn end_line(&mut self) {
        self.parts.sort_by_key(|(place, _)| *place);
        let parts: Vec<String> = self.parts.drain(..).map(|(_, part)| part).collect();
        self.text.push_str(&parts.join(" "));
    }

    /// The text of the page.
    pub(super) fn into_text(mut self) -> String {
        self.end_line();
        self.text
    }
}

/// A place in thousandths of a point; positions are floating-point numbers in the library.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a conversion to whole numbers saturates, and they are clamped"
)]
fn point(x: f64, y: f64, most: i64) -> Point {
    Point { x: x as i64, y: y as i64 }.within(most)
}

impl OutputDev for Page {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.drawn += 1;
        if text.trim().is_empty() {
            self.space(text);
            return Ok(());
        }
        let place = place.post_scale(1_000.0, 1_000.0);
        let sized = place.pre_scale(font_size, font_size);
        let wide = sized.pre_scale(width, 1.0);
        let behind = place.pre_scale(spacing, 1.0);
        let start = point(place.m31, place.m32, FURTHEST);
        let (wide, behind) = (point(wide.m11, wide.m12, LARGEST), point(behind.m11, behind.m12, LARGEST));
        let end = Point { x: start.x + wide.x + behind.x, y: start.y + wide.y + behind.y };
        self.add(Glyph { text: text.to_owned(), start, end, size: point(sized.m11, sized.m12, LARGEST) });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.starts = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of strings, each drawn by a matrix, with glyphs half as wide as high.
    fn drawn(strings: &[([f64; 6], &str)]) -> String {
        let mut page = Page::default();
        for ([a, b, c, d, x, y], text) in strings {
            page.begin_word().expect("a word");
            let mut place = Transform::row_major(*a, *b, *c, *d, *x, *y);
            for letter in text.chars() {
                page.output_character(&place, 0.5, 0.0, 10.0, &letter.to_string()).expect("a glyph");
                place = place.pre_translate((5.0, 0.0).into());
            }
        }
        page.into_text()
    }

    const UPRIGHT: [f64; 4] = [1.0, 0.0, 0.0, 1.0];
    /// As on a page that is turned to the right, and one with its axis downwards.
    const TURNED: [f64; 4] = [0.0, 1.0, -1.0, 0.0];
    const MIRRORED: [f64; 4] = [1.0, 0.0, 0.0, -1.0];

    #[test]
    fn words_lines_and_cells_are_parted() {
        for [a, b, c, d] in [UPRIGHT, TURNED, MIRRORED] {
            // Where a place on an upright page comes to stand.
            let at = |x: f64, y: f64| [a, b, c, d, a * x + c * y, b * x + d * y];
            let strings = [
                (at(0.0, 0.0), "Ex"),
                (at(10.0, 0.0), "ports"),
                (at(38.0, 0.0), "rose"),
                (at(0.0, -12.0), "5.1"),
                (at(60.0, -12.0), "196.2"),
                (at(20.0, -12.0), "x"),
                (at(0.0, -40.0), "End"),
            ];
            assert_eq!(drawn(&strings), "Exports rose\n5.1 x 196.2\n\nEnd");
        }
    }

    #[test]
    fn what_is_drawn_twice_is_read_once() {
        let at = |x: f64| [1.0, 0.0, 0.0, 1.0, x, 0.0];
        assert_eq!(drawn(&[(at(0.0), "1,100"), (at(0.2), "1,100"), (at(30.0), "2")]), "1,100 2");
    }
}
