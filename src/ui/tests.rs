//! Frames that no reader draws: whatever can be recorded, in any order.

use proptest::prelude::*;
use proptest::sample::select;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::frame::{Frame, Hyperlink};

/// Something that is recorded in a frame.
#[derive(Clone, Debug)]
pub(crate) enum Stroke {
    Text(Rect, String, Style, Option<u32>),
    RightText(Rect, String, Style),
    Tint(Rect, Style),
    Clear(Rect),
}

/// The frame that strokes make, whose last row is the status and stays as it is where they are
/// moved down by `down` rows.
pub(crate) fn frame(
    (columns, rows): (u16, u16),
    fold: u16,
    strokes: &[Stroke],
    down: i16,
) -> Frame {
    let mut frame = Frame::new(Rect::new(0, 0, columns, rows), fold);
    let moved = |area: &Rect| {
        let y = area.y.checked_add_signed(down);
        y.filter(|y| y + 1 < rows).map(|y| Rect { y, ..*area })
    };
    for stroke in strokes {
        match stroke {
            Stroke::Text(area, text, style, link) => {
                let Some(area) = moved(area) else { continue };
                let link = link.map(|id| Hyperlink {
                    id,
                    address: format!("https://{id}.example/"),
                });
                frame.linked(area, (area.x, area.y), text, *style, link);
            }
            Stroke::RightText(area, text, style) => {
                let Some(area) = moved(area) else { continue };
                frame.text_right(area, area.y, text, *style);
            }
            Stroke::Tint(area, style) => {
                let Some(area) = moved(area) else { continue };
                frame.tint(area, area.y, *style);
            }
            Stroke::Clear(area) => {
                let Some(area) = moved(area) else { continue };
                frame.clear(area);
            }
        }
    }
    let status = Rect::new(0, rows.saturating_sub(1), columns, 1);
    frame.text(status, 0, status.y, "status", Style::new());
    frame.finish()
}

/// Strokes on a screen of at most this size, and beyond its edges.
pub(crate) fn strokes((columns, rows): (u16, u16)) -> impl Strategy<Value = Vec<Stroke>> {
    let area = (0..columns + 2, 0..rows + 2, 0..columns + 2, 0..4u16);
    let area = area.prop_map(|(x, y, width, height)| Rect::new(x, y, width, height));
    let link = proptest::option::weighted(0.2, 0..3u32);
    let stroke = prop_oneof![
        12 => (area.clone(), text(), style(), link)
            .prop_map(|(area, text, style, link)| Stroke::Text(area, text, style, link)),
        2 => (area.clone(), text(), style())
            .prop_map(|(area, text, style)| Stroke::RightText(area, text, style)),
        2 => (area.clone(), style()).prop_map(|(area, style)| Stroke::Tint(area, style)),
        1 => area.prop_map(Stroke::Clear),
    ];
    proptest::collection::vec(stroke, 0..2 * usize::from(rows))
}

/// Text of what takes no column, one or two.
///
/// Kept clear of what `vt100` measures letter by letter where a terminal takes it together, and so
/// takes for wider or narrower than it is: emoji that are joined or of a skin, flags, jamo, and the
/// sound marks of halfwidth katakana; and of more marks than its cells hold.
fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "some longer words ",
        "the ",
        "a",
        "  ",
        "é",
        "e\u{301}",
        "\u{301}",
        "\u{200B}",
        "q\u{308}\u{304}",
        "’",
        "─",
        "漢",
        "漢字",
        "か\u{3099}",
        "ｶ",
        "👩",
        "❤",
        "❤\u{FE0F}",
        "가",
        "a\u{200D}",
        "שלום",
    ];
    proptest::collection::vec(select(pieces.to_vec()), 0..12).prop_map(|pieces| pieces.concat())
}

/// Kept clear of what `vt100` does not keep: struck out, hidden, blinking.
fn style() -> impl Strategy<Value = Style> {
    let colours = [
        None,
        None,
        Some(Color::Green),
        Some(Color::Indexed(2)),
        Some(Color::Rgb(1, 2, 3)),
    ];
    let modifiers = [
        Modifier::empty(),
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::DIM,
        Modifier::ITALIC,
        Modifier::UNDERLINED,
        Modifier::REVERSED,
    ];
    let looks = (
        select(colours.to_vec()),
        select(colours.to_vec()),
        select(modifiers.to_vec()),
    );
    looks.prop_map(|(fg, bg, modifier)| Style {
        fg,
        bg,
        ..Style::new().add_modifier(modifier)
    })
}
