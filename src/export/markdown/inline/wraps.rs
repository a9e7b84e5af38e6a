//! Flat roles and links as wraps that nest.

use std::cmp::Reverse;
use std::ops::Range;

use crate::document::{Link, Offset, Role, Span};

/// The roles that wrap text. Code and mathematics are ways to write a piece instead.
const WRAPPING: [Role; 5] = [
    Role::STRIKE,
    Role::STRONG,
    Role::EMPHASIS,
    Role::RAISED,
    Role::LOWERED,
];

/// A run of text that is of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes, from the start of the stretch.
    pub(super) range: Range<usize>,
    pub(super) role: Role,
    /// The link that it is a part of, by index.
    pub(super) link: Option<usize>,
}

/// What is put around pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap {
    Link(usize),
    Role(Role),
}

/// What is to be written, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A wrap opens; as a tag where Markdown has no delimiter for it here.
    Open(Wrap, bool),
    /// A piece, by index.
    Text(usize),
    /// A wrap closes.
    Close(Wrap, bool),
}

/// A wrap and the pieces that it goes around.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Extent {
    wrap: Wrap,
    pieces: Range<usize>,
}

/// The stretch `range` of `text` in pieces.
///
/// `role` says what a piece is, from what its span says and its link.
pub(super) fn pieces(
    range: &Range<Offset>,
    spans: &[Span],
    links: &[&Link],
    role: impl Fn(Role, Option<usize>) -> Role,
    text: &str,
) -> Vec<Piece> {
    let local = |at: Offset| (at.0.clamp(range.start.0, range.end.0) - range.start.0) as usize;
    let ends = |of: &Range<Offset>| [local(of.start), local(of.end)];
    let mut cuts: Vec<usize> = vec![0, text.len()];
    cuts.extend(spans.iter().flat_map(|span| ends(&span.range)));
    cuts.extend(links.iter().flat_map(|link| ends(&link.range)));
    cuts.sort_unstable();
    cuts.dedup();
    let covers = |of: &Range<Offset>, at: usize| local(of.start) <= at && at < local(of.end);
    let (mut span, mut link) = (0, 0);
    let mut pieces = Vec::new();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        while spans
            .get(span)
            .is_some_and(|span| local(span.range.end) <= start)
        {
            span += 1;
        }
        while links
            .get(link)
            .is_some_and(|link| local(link.range.end) <= start)
        {
            link += 1;
        }
        let found = spans.get(span).filter(|span| covers(&span.range, start));
        let covered = links
            .get(link)
            .is_some_and(|link| covers(&link.range, start));
        let link = covered.then_some(link);
        let said = found.map_or(Role::PLAIN, |span| span.role);
        pieces.push(Piece {
            range: start..end,
            role: role(said, link),
            link,
        });
    }
    for role in WRAPPING {
        trim(&mut pieces, role, text);
    }
    pieces.dedup_by(|next, piece| {
        let is_one = next.role == piece.role && next.link == piece.link;
        if is_one {
            piece.range.end = next.range.end;
        }
        is_one
    });
    pieces
}

/// Takes `role` from the spaces at both ends of its runs: delimiters must touch their text.
fn trim(pieces: &mut Vec<Piece>, role: Role, text: &str) {
    let runs = role_runs(pieces, &link_runs(pieces), role);
    let mut runs = runs.into_iter().peekable();
    let mut trimmed: Vec<Piece> = Vec::with_capacity(pieces.len());
    for (idx, piece) in pieces.iter().enumerate() {
        runs.next_if(|run| run.end <= idx);
        let Some(run) = runs.peek().filter(|run| run.contains(&idx)) else {
            trimmed.push(piece.clone());
            continue;
        };
        let said = text.get(piece.range.clone()).unwrap_or_default();
        // Spaces go on being trimmed where a whole piece of them has been.
        let starts = run.start == idx || trimmed.last().is_none_or(|last| !last.role.has(role));
        let only_spaces = |piece: &Piece| {
            let said = text.get(piece.range.clone()).unwrap_or_default();
            said.trim().is_empty()
        };
        let mut left = pieces.get(idx + 1..run.end).unwrap_or_default().iter();
        let ends = left.all(only_spaces);
        let mut start = piece.range.start;
        let mut end = piece.range.end;
        if starts {
            start = end - said.trim_start().len();
        }
        if ends {
            end = start.max(piece.range.start + said.trim_end().len());
        }
        let parts = [
            (piece.range.start..start, piece.role.without(role)),
            (start..end, piece.role),
            (end..piece.range.end, piece.role.without(role)),
        ];
        for (range, role) in parts.into_iter().filter(|(range, _)| !range.is_empty()) {
            let link = piece.link;
            trimmed.push(Piece { range, role, link });
        }
    }
    *pieces = trimmed;
}

/// The events that write `pieces`.
pub(super) fn events(pieces: &[Piece], text: &str) -> Vec<Event> {
    let mut coming = extents(pieces);
    // The longest goes outermost; among equals, a link.
    coming.sort_by_key(|extent| (extent.pieces.start, Reverse(extent.pieces.end)));
    let mut coming = coming.into_iter().peekable();
    let mut events = Vec::new();
    let mut open: Vec<Extent> = Vec::new();
    for idx in 0..=pieces.len() {
        let mut active: Vec<Extent> = open.clone();
        active.retain(|extent| extent.pieces.end > idx);
        while let Some(extent) = coming.next_if(|extent| extent.pieces.start <= idx) {
            active.push(extent);
        }
        active.sort_by_key(|extent| Reverse(extent.pieces.end));
        let both = open.iter().zip(&active);
        let common = both.take_while(|(one, other)| one == other).count();
        for extent in open.iter().skip(common).rev() {
            events.push(Event::Close(extent.wrap, false));
        }
        for extent in active.iter().skip(common) {
            events.push(Event::Open(extent.wrap, false));
        }
        open = active;
        if idx < pieces.len() {
            events.push(Event::Text(idx));
        }
    }
    super::flank::choose_tags(&mut events, pieces, text);
    events
}

/// Where each wrap goes; a role that would cross a link's end is cut there.
fn extents(pieces: &[Piece]) -> Vec<Extent> {
    let links = link_runs(pieces);
    let around = |pieces: &Range<usize>, link| Extent {
        wrap: Wrap::Link(link),
        pieces: pieces.clone(),
    };
    let mut extents: Vec<Extent> = links
        .iter()
        .filter_map(|link| Some(around(link, pieces[link.start].link?)))
        .collect();
    for role in WRAPPING {
        let around = |pieces| Extent {
            wrap: Wrap::Role(role),
            pieces,
        };
        extents.extend(role_runs(pieces, &links, role).into_iter().map(around));
    }
    extents
}

/// The runs of pieces that have `role`, cut at the ends of links that they would cross.
fn role_runs(pieces: &[Piece], links: &[Range<usize>], role: Role) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for run in runs(pieces, |piece| piece.role.has(role)) {
        if !pieces[run.start].role.has(role) {
            continue;
        }
        let mut start = run.start;
        let first = links.partition_point(|link| link.end <= run.start);
        for link in links
            .iter()
            .skip(first)
            .take_while(|link| link.start < run.end)
        {
            let enters = start < link.start && run.end < link.end;
            let leaves = link.start < start && link.end < run.end;
            if enters || leaves {
                let cut = if enters { link.start } else { link.end };
                found.push(start..cut);
                start = cut;
            }
        }
        found.push(start..run.end);
    }
    found
}

/// The pieces of each link.
fn link_runs(pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut links = runs(pieces, |piece| piece.link);
    links.retain(|link| pieces[link.start].link.is_some());
    links
}

/// Consecutive pieces that are equal in `of`.
fn runs<T: PartialEq>(pieces: &[Piece], of: impl Fn(&Piece) -> T) -> Vec<Range<usize>> {
    let mut start = 0;
    pieces
        .chunk_by(|one, other| of(one) == of(other))
        .map(|chunk| {
            let range = start..start + chunk.len();
            start = range.end;
            range
        })
        .collect()
}
