//! Keeps spans and links flat: sorted, disjoint, and each inside one block.

use std::ops::Range;

use super::{Builder, LinkTarget};
use crate::document::{Landmark, Link, Offset, Role, Span, Target, clean};

impl Builder {
    /// Ends what spans the text so far, so that it can go on in another block.
    pub(super) fn interrupt(&mut self) {
        self.end_span();
        if let Some((start, target)) = self.link.take() {
            self.push_link(start..self.at(), target.clone());
            self.link = Some((start, target));
        }
    }

    pub(super) fn resume(&mut self) {
        let at = self.at();
        self.role_start = at;
        if let Some((start, _)) = &mut self.link {
            *start = at;
        }
    }

    pub(super) fn end_span(&mut self) {
        let range = self.role_start..self.at();
        if self.role != Role::PLAIN && range.start < range.end {
            self.document.runs.spans.push(Span {
                range,
                role: self.role,
            });
        }
    }

    pub(super) fn push_link(&mut self, range: Range<Offset>, target: LinkTarget) {
        if range.start >= range.end {
            return;
        }
        let target = match target {
            LinkTarget::Outside(address) => Target::Outside(clean::clean(&address).into()),
            LinkTarget::Named(name) => {
                self.names
                    .waiting
                    .push((self.document.runs.links.len(), name));
                Target::Inside(range.start)
            }
        };
        self.document.runs.links.push(Link { range, target });
    }

    /// Spans and links end where the trimmed text does.
    pub(super) fn clip_spans(&mut self) {
        let end = self.at();
        while let Some(span) = self.document.runs.spans.last_mut() {
            if span.range.end <= end {
                break;
            }
            span.range.end = end;
            if span.range.start >= end {
                self.document.runs.spans.pop();
            }
        }
        while let Some(link) = self.document.runs.links.last_mut() {
            if link.range.end <= end {
                break;
            }
            link.range.end = end;
            if link.range.start >= end {
                self.document.runs.links.pop();
                let links = self.document.runs.links.len();
                self.names.waiting.retain(|(link, _)| *link < links);
            }
        }
        self.role_start = self.role_start.min(end);
        if let Some((start, _)) = &mut self.link {
            *start = (*start).min(end);
        }
    }
    /// Takes the byte at `gap` out of every span and link, splitting those around it.
    pub(super) fn split_runs(&mut self, gap: Offset) {
        self.split_span(gap);
        self.split_link(gap);
        let after = Offset(gap.0 + 1);
        if self.role_start < gap && self.role != Role::PLAIN {
            self.document.runs.spans.push(Span {
                range: self.role_start..gap,
                role: self.role,
            });
        }
        self.role_start = self.role_start.max(after);
        if let Some((start, target)) = self.link.take() {
            if start < gap {
                self.push_link(start..gap, target.clone());
            }
            self.link = Some((start.max(after), target));
        }
    }

    fn split_span(&mut self, gap: Offset) {
        let spans = &mut self.document.runs.spans;
        let at = spans.partition_point(|span| span.range.end <= gap);
        let Some(span) = spans.get_mut(at).filter(|span| span.range.start <= gap) else {
            return;
        };
        let head = Span {
            range: span.range.start..gap,
            role: span.role,
        };
        span.range.start = Offset(gap.0 + 1);
        if span.range.is_empty() {
            spans.remove(at);
        }
        if !head.range.is_empty() {
            spans.insert(at, head);
        }
    }

    fn split_link(&mut self, gap: Offset) {
        let links = &mut self.document.runs.links;
        let at = links.partition_point(|link| link.range.end <= gap);
        let Some(link) = links.get_mut(at).filter(|link| link.range.start <= gap) else {
            return;
        };
        let head = Link {
            range: link.range.start..gap,
            target: link.target.clone(),
        };
        link.range.start = Offset(gap.0 + 1);
        let waiting = &mut self.names.waiting;
        if link.range.is_empty() && head.range.is_empty() {
            links.remove(at);
            waiting.retain(|(link, _)| *link != at);
            for (link, _) in waiting.iter_mut() {
                *link -= usize::from(*link > at);
            }
        } else if link.range.is_empty() {
            link.range = head.range;
        } else if !head.range.is_empty() {
            links.insert(at, head);
            let name = waiting.iter().find(|(link, _)| *link == at).cloned();
            for (link, _) in waiting.iter_mut() {
                *link += usize::from(*link >= at);
            }
            waiting.extend(name);
        }
    }

    pub(super) fn resolve_names(&mut self) {
        let end = self.at();
        let mut lost = Vec::new();
        for (link, name) in self.names.waiting.drain(..) {
            match self.names.places.get(&name) {
                Some(at) => self.document.runs.links[link].target = Target::Inside((*at).min(end)),
                None => lost.push(link),
            }
        }
        lost.sort_unstable();
        let mut lost = lost.into_iter().peekable();
        let mut link = 0;
        self.document.runs.links.retain(|_| {
            let is_lost = lost.next_if_eq(&link).is_some();
            link += 1;
            !is_lost
        });
        for link in &self.document.runs.links {
            self.document
                .landmarks
                .push(Landmark::Link, link.range.start);
        }
    }
}
