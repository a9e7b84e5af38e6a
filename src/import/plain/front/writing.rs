//! Writes the front and tells what it says of the document.

use super::{Front, Part};
use crate::document::{Builder, Date, Kind, Lead, Meta, Role};
use crate::import::plain::lines::Line;
use crate::import::plain::unit::Unit;
use crate::import::plain::{body, dates, names};

impl<'a> Front<'a> {
    /// Writes the front; returns the last source line of it.
    pub(in crate::import::plain) fn write(&self, builder: &mut Builder) -> Option<Line<'a>> {
        let first_release = self.parts.iter().find_map(|(part, unit)| match part {
            Part::Date(date) if !dates::is_update(&unit.text) => Some(*date),
            _ => None,
        });
        let mut before = None;
        for (part, unit) in &self.parts {
            write_part(part, unit, before, builder);
            before = Some(part);
            tell(part, unit, first_release, builder.meta());
        }
        self.masthead.tell(builder.meta());
        let lines = self.parts.iter().map(|(_, unit)| unit.last);
        lines.max_by_key(|line| line.start)
    }
}

/// Writes a part of a front, under the one `before`.
fn write_part(part: &Part, unit: &Unit, before: Option<&Part>, builder: &mut Builder) {
    let text = unit.text.as_str();
    match part {
        Part::Aside(reason) => builder.set_aside(*reason, text),
        Part::Page => write_page_row(unit, builder),
        Part::Header if unit.first.start == unit.last.start => {
            builder.block(Kind::Code, Lead::Close, unit.first.raw);
        }
        Part::Header => builder.block(Kind::Code, Lead::Close, text),
        Part::Underline => {}
        Part::Title => builder.block(Kind::Title, Lead::Apart, text),
        Part::Standfirst => builder.block(Kind::Standfirst, Lead::Apart, text),
        Part::Byline(_) | Part::Date(_) | Part::Field => {
            let is_under = matches!(before, Some(Part::Byline(_) | Part::Date(_) | Part::Field));
            let lead = if is_under && unit.first.is_close() {
                Lead::Close
            } else {
                Lead::Apart
            };
            builder.block(Kind::Dateline, lead, text);
        }
    }
}

/// Writes a row of a title page; what stands between underscores is emphasised.
fn write_page_row(unit: &Unit, builder: &mut Builder) {
    if let Some(ornament) = body::ornament(&unit.text) {
        builder.block(Kind::Rule, Lead::Apart, ornament);
        return;
    }
    let lead = if unit.first.is_close() {
        Lead::Break
    } else {
        Lead::Apart
    };
    builder.begin(Kind::Paragraph, lead);
    let is_paired = unit.text.matches('_').count().is_multiple_of(2);
    for (at, piece) in unit.text.split('_').enumerate() {
        if at > 0 && !is_paired {
            builder.text("_");
        }
        builder.role(Role::EMPHASIS, is_paired && !at.is_multiple_of(2));
        builder.text(piece);
    }
    builder.role(Role::EMPHASIS, false);
    builder.end();
}

/// Tells what a part says of the document.
fn tell(part: &Part, unit: &Unit, first_release: Option<Date>, meta: &mut Meta) {
    let text = unit.text.as_str();
    match part {
        Part::Title => meta.title = Some(text.into()),
        Part::Standfirst => meta.standfirst = Some(text.into()),
        Part::Byline(name) => meta.byline = Some(name.clone()),
        Part::Date(date) => {
            meta.date.get_or_insert(first_release.unwrap_or(*date));
            if meta.byline.is_none() {
                meta.byline = names::byline(text).map(Into::into);
            }
        }
        _ => {}
    }
}
