//! What holds for every document; the builder asserts it in debug builds.

use super::{BlockIdx, Document, Kind, Offset, Target, clean, code};

/// The largest size of a block's text, in bytes with its `\n`; a longer one is cut.
pub const BLOCK_BYTES_MAX: usize = 16 * 1024;

/// The deepest nesting of containers; deeper ones stand at this depth.
pub const DEPTH_MAX: usize = 32;

/// The largest size of a document's text, in bytes.
pub const TEXT_BYTES_MAX: usize = u32::MAX as usize - BLOCK_BYTES_MAX;

/// The first law that `document` breaks, in words; none if it is sound.
pub fn broken(document: &Document) -> Option<String> {
    check_blocks(document)
        .and_then(|()| check_runs(document))
        .and_then(|()| check_code(document))
        .and_then(|()| check_sections(document))
        .and_then(|()| check_landmarks(document))
        .err()
}

fn check_blocks(document: &Document) -> Result<(), String> {
    let text = document.text();
    let starts: Vec<usize> = document
        .blocks()
        .iter()
        .map(|block| block.start.index())
        .collect();
    demand(starts.first() == Some(&0), || {
        "the first block starts at 0".into()
    })?;
    demand(text.ends_with('\n'), || "the text ends in a newline".into())?;
    demand(starts.len() == text.matches('\n').count(), || {
        "each block is one line".into()
    })?;
    for idx in (0..document.blocks().len() as u32).map(BlockIdx) {
        let block = document.block(idx);
        let range = document.block_range(idx);
        let line = document.slice(range.clone());
        let body = document.block_text(idx);
        demand(line.ends_with('\n'), || {
            format!("block {idx:?} ends in a newline")
        })?;
        demand(line.len() <= BLOCK_BYTES_MAX, || {
            format!("block {idx:?} is bounded")
        })?;
        let is_row = matches!(block.kind, Kind::TableRow { .. });
        let is_clean = body
            .chars()
            .all(|c| clean::is_allowed(c) || (c == '\t' && is_row));
        demand(is_clean, || format!("block {idx:?} is clean: {body:?}"))?;
        let prefix = document.prefix(block.prefix);
        demand(usize::from(prefix.depth) <= DEPTH_MAX, || {
            format!("{idx:?} is too deep")
        })?;
        demand(idx.0 > 0 || !block.lead.continues(), || {
            "the first block continues".into()
        })?;
    }
    Ok(())
}

fn check_runs(document: &Document) -> Result<(), String> {
    let spans = document.runs.spans.iter().map(|span| &span.range);
    let links = document.runs.links.iter().map(|link| &link.range);
    for ranges in [spans.collect::<Vec<_>>(), links.collect()] {
        let mut end = Offset(0);
        for range in ranges {
            demand(range.start < range.end, || {
                format!("run {range:?} is empty")
            })?;
            demand(end <= range.start, || format!("run {range:?} overlaps"))?;
            let block = document.block_range(document.block_at(range.start));
            demand(range.end < block.end, || {
                format!("run {range:?} leaves its block")
            })?;
            demand(!document.slice(range.clone()).is_empty(), || {
                format!("run {range:?} is not on char boundaries")
            })?;
            end = range.end;
        }
    }
    document
        .runs
        .links
        .iter()
        .try_for_each(|link| match link.target {
            Target::Inside(at) => demand(at <= document.end(), || format!("link to {at:?}")),
            Target::Outside(_) => Ok(()),
        })
}

fn check_code(document: &Document) -> Result<(), String> {
    let mut before = BlockIdx(0);
    for code in &document.groups.code {
        demand(before <= code.first && code.first < code.end, || {
            format!("code at {:?} is empty or overlaps", code.first)
        })?;
        let rows = document.blocks.get(code.first.index()..code.end.index());
        let is_code = rows.is_some_and(|rows| rows.iter().all(|row| row.kind == Kind::Code));
        demand(is_code, || format!("{code:?} is not all code"))?;
        demand(code::is_language(&code.language), || {
            format!("{:?} is no language", code.language)
        })?;
        before = code.end;
    }
    Ok(())
}

fn check_sections(document: &Document) -> Result<(), String> {
    let mut before = None;
    for section in document.sections() {
        demand(before < Some(section.start), || {
            format!("section at {:?} is late", section.start)
        })?;
        let block = document.block(section.block);
        let is_heading = block.kind == Kind::Heading(section.level);
        demand(block.start == section.start && is_heading, || {
            format!("section at {:?} has no heading", section.start)
        })?;
        before = Some(section.start);
    }
    Ok(())
}

fn check_landmarks(document: &Document) -> Result<(), String> {
    for kind in super::Landmark::ALL {
        let starts = document.landmarks().of(kind);
        let sorted = starts.windows(2).all(|pair| pair[0] < pair[1]);
        demand(sorted, || format!("{}s are not sorted", kind.noun()))?;
        let inside = starts
            .iter()
            .all(|at| document.text().is_char_boundary(at.index()));
        demand(inside, || {
            format!("a {} is not on a char boundary", kind.noun())
        })?;
    }
    Ok(())
}

fn demand(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}
