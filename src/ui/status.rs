//! The status row: where the reader is, what is left, and what there is to say.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::frame::Frame;
use super::prompt;
use super::theme::Theme;
use super::typing::Typing;
use crate::reader::{Look, Palette, Progress, Reader, Status, Tally};
use crate::width;

/// Below this many columns, the right side says only how far through the text the reader is.
const SHORT_COLUMNS: u16 = 50;

/// The fewest columns that the section's title gets before the right side gives way.
const TITLE_COLUMNS_MIN: u16 = 8;

/// How many columns part the right side from what is left of it.
const GAP_COLUMNS: u16 = 2;

pub(super) fn draw(
    reader: &Reader,
    look: &Look,
    typing: &Typing,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    if area.is_empty() {
        return;
    }
    let room = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    if let Some(prompt) = reader.prompt() {
        let told = reader.message().map(str::to_owned);
        let told = match reader.palette() {
            Some(palette) => told.unwrap_or_else(|| said_of_list(palette)),
            None => told
                .or_else(|| reader.tally().map(said))
                .unwrap_or_default(),
        };
        prompt::draw(prompt, &told, theme, room, frame);
        return;
    }
    let status = reader.status(look);
    let right = right_side(&status, reader, area.width);
    let right_columns = width::columns(&right) as u16;
    let mut left = room;
    // A message is read once; the rest is there again after it.
    let said_columns = reader.message().map_or(0, width::columns);
    let left_columns = said_columns.max(usize::from(TITLE_COLUMNS_MIN));
    let right_room = usize::from(room.width.saturating_sub(right_columns + GAP_COLUMNS));
    if typing.typed.is_empty() && left_columns <= right_room {
        frame.text_right(room, area.y, &right, theme.quiet);
        left.width = room.width - right_columns - GAP_COLUMNS;
    }
    if !typing.typed.is_empty() {
        frame.text(left, left.x, area.y, &typing.typed, theme.message);
    } else if let Some(message) = reader.message() {
        let message = width::ellipsis(message, usize::from(left.width));
        frame.text(left, left.x, area.y, &message, theme.message);
    } else {
        draw_section(&status, theme, left, frame);
    }
}

fn draw_section(status: &Status<'_>, theme: &Theme, area: Rect, frame: &mut Frame) {
    let point = match status.point {
        Some((point, points)) => format!(" · point {point} of {points}"),
        None => String::new(),
    };
    let room = usize::from(area.width).saturating_sub(width::columns(&point));
    let (room, point) = if room >= usize::from(TITLE_COLUMNS_MIN) {
        (room, point.as_str())
    } else {
        (usize::from(area.width), "")
    };
    let title = width::ellipsis(status.section, room);
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let x = frame.text(area, area.x, area.y, &title, bold);
    frame.text(area, x, area.y, point, theme.quiet);
}

/// How many hits there are, and which of them is the current one.
fn said(tally: Tally) -> String {
    let Tally { known, .. } = tally;
    let hits = if known == 1 { "hit" } else { "hits" };
    match tally.current {
        Some(current) => format!("{current} of {known}"),
        None if tally.is_full => "more than a million hits".to_owned(),
        None if tally.is_whole && known == 0 => "no hit".to_owned(),
        None if tally.is_whole => format!("{known} {hits}"),
        None => format!("{known} {hits} so far"),
    }
}

fn said_of_list(palette: &Palette) -> String {
    match palette.position() {
        (_, 0) => "nothing".to_owned(),
        (selected, count) => format!("{selected} of {count}"),
    }
}

fn right_side(status: &Status<'_>, reader: &Reader, columns: u16) -> String {
    let loading = reader.loading();
    let per_cent = match loading {
        Some(Progress::PerCent(share)) => format!("reading {share} %"),
        Some(Progress::Unknown) => "reading …".to_owned(),
        None => format!("{} %", status.per_cent),
    };
    let read = match status.read_per_cent {
        0 => String::new(),
        share => format!("{share} % read · "),
    };
    let (section, whole) = status.minutes_left;
    let tally = reader.tally().map(said);
    if let Some(tally) = tally {
        if columns < SHORT_COLUMNS {
            tally
        } else {
            format!("{tally} · {per_cent}")
        }
    } else if columns < SHORT_COLUMNS {
        per_cent
    } else {
        let left = match reader.notice() {
            Some(notice) => notice,
            None if loading.is_some() => format!("{section} min here"),
            None => format!("{section} min here, {whole} in all"),
        };
        let turn = reader.turn();
        let turn = turn.map(|(number, files)| format!("{number} of {files} · "));
        format!("{}{read}{left} · {per_cent}", turn.unwrap_or_default())
    }
}
