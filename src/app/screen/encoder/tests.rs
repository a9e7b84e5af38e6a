use std::num::NonZero;
use std::sync::Arc;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::document::{Align, Builder, Document, Kind, Lead, LinkTarget, Mark};
use crate::keys::TABLE;
use crate::reader::{Command, Edit, Options, Reader};
use crate::ui::tests::{Stroke, frame, strokes};
use crate::ui::{self, Background, Colours, Theme, Typing};
use crate::width;

/// A terminal, and beside it one that shows where cells lead by their colour.
struct Terminal {
    encoder: Encoder,
    screen: vt100::Parser,
    links: vt100::Parser,
}

impl Terminal {
    fn new(size: (u16, u16)) -> Self {
        let (columns, rows) = not_zero(size);
        Self {
            encoder: Encoder::new(size, true),
            screen: vt100::Parser::new(rows, columns, 0),
            links: vt100::Parser::new(rows, columns, 0),
        }
    }

    fn resize(&mut self, size: (u16, u16)) {
        let (columns, rows) = not_zero(size);
        self.encoder.resize(size.0, size.1);
        self.screen.screen_mut().set_size(rows, columns);
        self.links.screen_mut().set_size(rows, columns);
    }

    /// How many bytes it takes to show a frame.
    fn show(&mut self, next: &Frame) -> usize {
        let mut output = Vec::new();
        let encoded = self.encoder.encode(next.clone(), &mut output);
        encoded.expect("memory takes everything");
        self.screen.process(&output);
        let text = String::from_utf8(output).expect("is text");
        self.links.process(with_links_as_colours(&text).as_bytes());
        text.len()
    }

    fn holds(&self, frame: &Frame) -> Result<(), TestCaseError> {
        let mut buffer = Buffer::empty(frame.area());
        frame.paint(&mut buffer);
        let mut whole = Self::new(self.encoder.size());
        whole.show(frame);
        let columns = usize::from(buffer.area.width);
        for (row, cells) in (0..).zip(buffer.content.chunks(columns.max(1))) {
            let mut covered = 0;
            for (column, cell) in (0..).zip(cells) {
                if covered > 0 {
                    covered -= 1;
                    continue;
                }
                covered = width::columns(cell.symbol()).saturating_sub(1);
                let at = |terminal: &vt100::Parser| {
                    let shown = terminal.screen().cell(row, column);
                    shown.cloned().expect("is on the screen")
                };
                let place = format!("column {column}, row {row}");
                prop_assert_eq!(look(&at(&self.screen)), expected(cell), "{}", place);
                let leads = (at(&self.links).fgcolor(), at(&whole.links).fgcolor());
                prop_assert_eq!(leads.0, leads.1, "{}", place);
            }
        }
        Ok(())
    }
}

fn not_zero((columns, rows): (u16, u16)) -> (NonZero<u16>, NonZero<u16>) {
    let not_zero = |cells| NonZero::new(cells).expect("a screen has cells");
    (not_zero(columns), not_zero(rows))
}

/// Styles left out, and addresses made colours.
fn with_links_as_colours(output: &str) -> String {
    let mut pieces = output.split('\x1b');
    let mut coloured = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        if let Some(link) = piece.strip_prefix("]8;") {
            let id = link
                .strip_prefix("id=")
                .and_then(|link| link.split(';').next());
            let id = id.map(|id| id.parse::<u32>().expect("a number"));
            let colour = id.map_or("39".to_owned(), |id| format!("38;5;{}", id % 256));
            coloured.extend(["\x1b[", &colour, "m"]);
        } else if let Some(rest) = piece.strip_prefix('\\') {
            coloured.push_str(rest);
        } else {
            let is_parameter = |c: char| c.is_ascii_digit() || c == ';';
            let style = piece
                .strip_prefix('[')
                .map(|rest| rest.trim_start_matches(is_parameter));
            match style.and_then(|rest| rest.strip_prefix('m')) {
                Some(text) => coloured.push_str(text),
                None => coloured.extend(["\x1b", piece]),
            }
        }
    }
    coloured
}

type Look = (String, vt100::Color, vt100::Color, [bool; 5]);

fn look(cell: &vt100::Cell) -> Look {
    let symbol = if cell.has_contents() {
        cell.contents()
    } else {
        " "
    };
    let modifiers = [
        cell.bold(),
        cell.dim(),
        cell.italic(),
        cell.underline(),
        cell.inverse(),
    ];
    (symbol.to_owned(), cell.fgcolor(), cell.bgcolor(), modifiers)
}

fn expected(cell: &Cell) -> Look {
    let colour = |colour| match colour {
        Color::Reset => vt100::Color::Default,
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        Color::Indexed(idx) => vt100::Color::Idx(idx),
        Color::Green => vt100::Color::Idx(2),
        other => panic!("{other} is in no test"),
    };
    let modifiers = [
        Modifier::BOLD,
        Modifier::DIM,
        Modifier::ITALIC,
        Modifier::UNDERLINED,
        Modifier::REVERSED,
    ];
    let mut modifiers = modifiers.map(|one| cell.modifier.contains(one));
    // `vt100` knows one of the two at a time, and the last that it is told is dim.
    modifiers[0] &= !modifiers[1];
    (
        cell.symbol().to_owned(),
        colour(cell.fg),
        colour(cell.bg),
        modifiers,
    )
}

/// How a frame follows another.
#[derive(Clone, Debug)]
enum Step {
    /// Nothing of the last one stays.
    Anew(Vec<Stroke>),
    /// This is painted over it.
    Over(Vec<Stroke>),
    /// All but the last so many strokes are taken away.
    Without(usize),
    /// It moves down, negative up.
    Move(i16),
    /// The strips part elsewhere.
    Fold(u16),
    Resize((u16, u16)),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let size = prop_oneof![(1..6u16, 1..5u16), (1..=120u16, 1..=40u16)];
    let few = strokes((120, 12)).prop_map(|mut strokes| {
        strokes.truncate(4);
        strokes
    });
    let step = prop_oneof![
        2 => strokes((120, 40)).prop_map(Step::Anew),
        2 => strokes((30, 10)).prop_map(Step::Anew),
        4 => few.prop_map(Step::Over),
        2 => (0..6usize).prop_map(Step::Without),
        6 => (-4..=4i16).prop_map(Step::Move),
        1 => (0..40u16).prop_map(Step::Fold),
        1 => size.prop_map(Step::Resize),
    ];
    proptest::collection::vec(step, 1..16)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_terminal_shows_the_frame_whatever_came_before(steps in steps()) {
        let (mut size, mut fold, mut down) = ((40, 12), 14, 0);
        let mut painted = Vec::new();
        let mut terminal = Terminal::new(size);
        for step in steps {
            match step {
                Step::Anew(strokes) => painted = strokes,
                Step::Over(strokes) => painted.extend(strokes),
                Step::Without(count) => painted.truncate(painted.len().saturating_sub(count)),
                Step::Move(by) => down += by,
                Step::Fold(column) => fold = column,
                Step::Resize(other) => {
                    size = other;
                    terminal.resize(size);
                }
            }
            let next = frame(size, fold, &painted, down);
            terminal.show(&next);
            terminal.holds(&next)?;
            prop_assert_eq!(terminal.show(&next), 0, "what shows is written again");
        }
    }

    #[test]
    fn the_terminal_shows_what_the_reader_draws(
        actions in proptest::collection::vec((any::<prop::sample::Index>(), 0..4u32), 1..40),
        sizes in proptest::collection::vec((1..=120u16, 1..=40u16), 1..4),
    ) {
        let theme = Theme::new(Colours::True, Background::Dark);
        let mut reader = Reader::new(document(), Options::default(), 120, 40);
        let mut terminal = Terminal::new((120, 40));
        let mut sizes = sizes.into_iter();
        for (idx, count) in actions {
            let action = idx.get(TABLE).action;
            reader.update(Command { action, count: Some(count).filter(|count| *count > 0), letter: Some('a') });
            if reader.prompt().is_some() {
                reader.paste("wor");
                if count == 2 {
                    reader.edit(Edit::Enter);
                }
            }
            if count == 3 && let Some((columns, rows)) = sizes.next() {
                reader.resize(columns, rows);
                terminal.resize((columns, rows));
            }
            let next = ui::draw(&reader, &Typing::default(), &theme, terminal.encoder.size());
            terminal.show(&next);
            terminal.holds(&next)?;
        }
    }
}

/// Every kind of block and of letter, and links.
fn document() -> Arc<Document> {
    let mut b = Builder::default();
    for part in 0..40u32 {
        b.block(
            Kind::Heading(1 + (part % 3) as u8),
            Lead::Apart,
            &format!("Part {part} 漢字 ❤\u{FE0F} e\u{301}"),
        );
        b.block(
            Kind::Paragraph,
            Lead::Apart,
            &"Words and 漢字 and some 👩 more of q\u{308} ❤\u{FE0F}. "
                .repeat(1 + part as usize % 7),
        );
        b.begin(Kind::Paragraph, Lead::Apart);
        b.text("See ");
        b.begin_link(LinkTarget::Outside(
            format!("https://{part}.example/").into(),
        ));
        b.text("the 漢字 words of it");
        b.end_link();
        b.text(", which are many words more.");
        b.end();
        for point in 0..part % 4 {
            b.enter(Mark::Bullet);
            b.block(
                Kind::Paragraph,
                Lead::Close,
                &format!("Point {point}: words 字."),
            );
            b.leave();
        }
        b.begin_table(&[Align::Left; 3]);
        for row in 0..2 + part % 5 {
            b.begin(Kind::TableRow { header: row == 0 }, Lead::Close);
            for cell in ["漢", "some words of a cell 👩", "漢字漢字"] {
                b.text(cell);
                b.end_cell();
            }
            b.end();
        }
        b.end_table();
        b.block(Kind::Code, Lead::Apart, "let words = 漢;");
    }
    Arc::new(b.finish().expect("is small"))
}

#[test]
fn no_number_of_styles_leaves_anything_behind() {
    let size = (80, 60);
    let mut terminal = Terminal::new(size);
    let mut colours = 0u32..;
    for _ in 0..3 {
        let strokes = (0..59).flat_map(|y| (0..80).map(move |x| Rect::new(x, y, 1, 1)));
        let stroke = |area| {
            let [_, red, green, blue] = colours.next().unwrap_or_default().to_be_bytes();
            let style = Style::new().fg(Color::Rgb(red, green, blue));
            Stroke::Text(area, "x".into(), style, None)
        };
        let strokes: Vec<Stroke> = strokes.map(stroke).collect();
        for next in [frame(size, 20, &strokes, 0), frame(size, 20, &[], 0)] {
            terminal.show(&next);
            terminal.holds(&next).expect("shows the frame");
        }
    }
}

#[test]
fn what_a_terminal_measures_narrower_leaves_nothing_behind() {
    let size = (10, 2);
    let mut terminal = Terminal::new(size);
    let text = |text: &str| {
        let area = Rect::new(0, 0, 10, 1);
        frame(
            size,
            0,
            &[Stroke::Text(area, text.into(), Style::new(), None)],
            0,
        )
    };
    terminal.show(&text("abcdef"));
    // The terminal of the test gives a halfwidth sound mark no cell.
    terminal.show(&text("ｶﾞ cdef"));
    let row = terminal.screen.screen().rows(0, 10).next();
    assert_eq!(row.as_deref(), Some("ｶﾞ  cdef"));
}
