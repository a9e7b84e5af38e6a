//! The reading pane: rows of text, and the margin's mark.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::frame::{Frame, Hyperlink};
use super::theme::Theme;
use crate::document::{Document, Kind, Link, Offset, Role, Target};
use crate::layout::{Form, Row};
use crate::reader::{self, Look, Panes, Reader};
use crate::width;

/// What the margin shows at the place jumped to.
const MARK: &str = "▶";

/// A hit of a search, and whether it is the current one.
type Hit = (Range<Offset>, bool);

pub(super) fn draw(reader: &Reader, look: &Look, theme: &Theme, panes: Panes, frame: &mut Frame) {
    let view = reader.view();
    let document = view.document();
    let area = panes.text;
    let selected = reader
        .selected_link(look)
        .map(|link| (link.range.clone(), true));
    let mut hits = reader.hits_on(look);
    if let Some((link, _)) = &selected {
        hits.retain(|(hit, _)| hit.end <= link.start || hit.start >= link.end);
        hits.extend(selected);
        hits.sort_by_key(|(hit, _)| hit.start);
    }
    for (row, y) in look.rows.iter().zip(area.y..area.bottom()) {
        let place = Rect {
            y,
            height: 1,
            ..area
        };
        draw_row(document, row, &hits, theme, place, frame);
        if view.marked().is_some_and(|at| row.range.contains(&at)) {
            let margin = Rect {
                x: panes.page.x,
                width: area.x - panes.page.x,
                ..panes.page
            };
            let x = area.x.saturating_sub(2).max(margin.x);
            frame.text(margin, x, y, MARK, theme.accent);
        }
    }
    if let Some(hints) = reader.hints() {
        for (at, letters) in hints {
            draw_hint(document, look, (at, letters), theme, area, frame);
        }
    }
}

/// Paints a hint's letters over the start of its link.
fn draw_hint(
    document: &Document,
    look: &Look,
    (at, letters): (Offset, &str),
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    for (row, y) in look.rows.iter().zip(area.y..area.bottom()) {
        let mut pieces = row.pieces.iter();
        if let Some(piece) = pieces.find(|piece| piece.range.contains(&at)) {
            let before = document.slice(piece.range.start..at);
            let columns = u16::try_from(width::columns(before)).unwrap_or(u16::MAX);
            let x = area.x.saturating_add(piece.column).saturating_add(columns);
            frame.text(area, x, y, letters, theme.current_hit);
        }
    }
}

pub(super) fn draw_row(
    document: &Document,
    row: &Row,
    hits: &[Hit],
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let kind = document.block(row.block).kind;
    let style = style_of(kind, theme);
    let stands_for = matches!(row.form, Form::Hidden | Form::Aside);
    let prefix = if kind == Kind::Takeaway && !stands_for {
        theme.takeaway
    } else {
        theme.quiet
    };
    frame.text(area, area.x, area.y, &row.prefix, prefix);
    if matches!(row.form, Form::Gap | Form::Hidden | Form::Aside) {
        return;
    }
    for piece in &row.pieces {
        let mut x = area.x.saturating_add(piece.column);
        for run in runs(document, piece.range.clone(), hits, style, theme) {
            let text = document.slice(run.range);
            let link = run.link.and_then(hyperlink);
            x = frame.linked(area, (x, area.y), text, run.style, link);
        }
    }
    if let Some(column) = row.ellipsis {
        let x = area.x.saturating_add(column);
        frame.text(area, x, area.y, "…", theme.quiet);
    }
}

fn style_of(kind: Kind, theme: &Theme) -> Style {
    match kind {
        Kind::Title => theme.title,
        Kind::Heading(1 | 2) => theme.heading,
        Kind::Heading(_) => theme.heading.add_modifier(Modifier::ITALIC),
        Kind::Standfirst | Kind::Quote => theme.quote,
        Kind::Dateline | Kind::Rule | Kind::Figure | Kind::Caption { .. } => theme.quiet,
        Kind::Takeaway => theme.takeaway,
        Kind::Code => theme.code,
        Kind::TableRow { header: true } => Style::new().add_modifier(Modifier::BOLD),
        Kind::Paragraph | Kind::Point | Kind::Footnote | Kind::TableRow { header: false } => {
            Style::new()
        }
    }
}

/// A stretch of text that is painted in one way.
struct Run<'a> {
    range: Range<Offset>,
    style: Style,
    link: Option<&'a Link>,
}

/// The terminal's own way of following a link, where the system may be handed its address.
fn hyperlink(link: &Link) -> Option<Hyperlink> {
    match &link.target {
        Target::Outside(address) => Some(Hyperlink {
            id: link.range.start.0,
            address: reader::system_address(address)?,
        }),
        Target::Inside(_) => None,
    }
}

/// The stretches of `range` that are painted in one way, in order, covering it.
fn runs<'a>(
    document: &'a Document,
    range: Range<Offset>,
    hits: &[Hit],
    style: Style,
    theme: &Theme,
) -> Vec<Run<'a>> {
    let spans = document.spans(range.clone());
    let links = document.links(range.clone());
    let hits = meeting(hits, &range);
    if spans.is_empty() && links.is_empty() && hits.is_empty() {
        let link = None;
        return vec![Run { range, style, link }];
    }
    let mut edges: Vec<Offset> = spans
        .iter()
        .map(|span| &span.range)
        .chain(links.iter().map(|link| &link.range))
        .chain(hits.iter().map(|(hit, _)| hit))
        .flat_map(|run| [run.start, run.end])
        .filter(|edge| range.contains(edge))
        .chain([range.start, range.end])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let styled = |stretch: &[Offset]| {
        let covers = |run: &Range<Offset>| run.contains(&stretch[0]);
        let role = spans
            .iter()
            .find(|span| covers(&span.range))
            .map_or(Role::PLAIN, |s| s.role);
        let style = with_role(style, role, theme);
        let link = links.iter().find(|link| covers(&link.range));
        let style = match link {
            Some(_) => style.patch(theme.link),
            None => style,
        };
        let style = match hits.iter().find(|(hit, _)| covers(hit)) {
            Some((_, true)) => style.patch(theme.current_hit),
            Some((_, false)) => style.patch(theme.hit),
            None => style,
        };
        Run {
            range: stretch[0]..stretch[1],
            style,
            link,
        }
    };
    edges.windows(2).map(styled).collect()
}

/// The part of the hits (sorted and disjoint) that meet `range`.
fn meeting<'a>(hits: &'a [Hit], range: &Range<Offset>) -> &'a [Hit] {
    let first = hits.partition_point(|(hit, _)| hit.end <= range.start);
    let end = hits.partition_point(|(hit, _)| hit.start < range.end);
    hits.get(first..end).unwrap_or_default()
}

fn with_role(mut style: Style, role: Role, theme: &Theme) -> Style {
    if role.has(Role::CODE) || role.has(Role::MATH) {
        style = style.patch(theme.code);
    }
    for (one, modifier) in [
        (Role::EMPHASIS, Modifier::ITALIC),
        (Role::STRONG, Modifier::BOLD),
        (Role::STRIKE, Modifier::CROSSED_OUT),
    ] {
        if role.has(one) {
            style = style.add_modifier(modifier);
        }
    }
    style
}
