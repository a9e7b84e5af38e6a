//! What stands around a source line, as far as that makes it a heading or not.

use super::{Before, Body};
use crate::import::plain::headings::COLUMNS_MAX;
use crate::import::plain::lines::Line;
use crate::import::plain::{lists, wording};

/// Headings in a row before text has to follow.
const CHAIN_MAX: usize = 3;

impl Body<'_, '_> {
    /// Whether the text before is at its end: it stops, or it is no prose, or it names its source.
    pub(super) fn has_finished(&self) -> bool {
        self.before != Before::Prose
            || self.last.is_none_or(|last| {
                wording::ends_sentence(last.text)
                    || last.columns > COLUMNS_MAX
                    || last.text.starts_with(['—', '–'])
            })
    }

    /// Whether the source line stands at the edge over text that is set in.
    pub(super) fn is_at_edge(&self, line: &Line, next: &Line) -> bool {
        let margin = self.survey.margin;
        self.survey.is_outdented && line.indent + 2 <= margin && next.indent >= margin
    }

    /// Set in from the margin, not centred, and not set in as the first rows of paragraphs are.
    pub(super) fn is_set_in(&mut self, line: &Line, count: usize) -> bool {
        let margin = self.survey.margin;
        let is_centred = self.survey.wrap.is_some_and(|wrap| {
            let middle = line.indent + line.columns / 2;
            line.indent > margin + 6 && middle.abs_diff(wrap / 2) <= 5
        });
        let next = self.lines.peek(count);
        let after = self.lines.peek(count + 1).filter(Line::is_close);
        let is_first_row = line.indent > margin
            && next.is_some_and(|next| next.indent == line.indent)
            && after.is_some_and(|after| after.indent <= margin);
        let is_at_margin = self.survey.is_outdented && line.indent >= margin;
        (line.indent > margin + 1 || is_at_margin) && !is_centred && !is_first_row
    }

    /// Whether what follows is set in as a whole: it is an example, and `line` announces it.
    pub(super) fn is_over_set_in(&mut self, line: &Line, count: usize) -> bool {
        let edge = self.survey.margin.max(line.indent) + 2;
        let next = self.lines.peek(count).filter(|next| next.indent >= edge);
        let after = self.lines.peek(count + 1).filter(Line::is_close);
        next.is_some_and(|next| !is_marked(&next)) && after.is_none_or(|after| after.indent >= edge)
    }

    pub(super) fn is_alone(&mut self, count: usize) -> bool {
        count == 1 && !self.lines.is_close(1)
    }

    /// A short source line right above a text: the text is prose and longer, or a list, or has a
    /// heading glued above it in turn.
    pub(super) fn is_glued_above(&mut self, line: &Line, count: usize) -> bool {
        let Some(next) = self.lines.peek(count) else {
            return false;
        };
        if is_marked(&next) {
            return true;
        }
        let after = self.lines.peek(count + 1).filter(Line::is_close);
        if self.survey.wrap.is_some() {
            let is_prose = after.is_some_and(|after| self.survey.is_full(&next, &after));
            return is_prose
                && !self.survey.is_full(line, &next)
                && wording::starts_fresh(next.text);
        }
        let is_prose = wording::ends_sentence(next.text)
            || wording::ends_colon(next.text)
            || next.columns > 150;
        let has_sign = self.sign(&next).is_some();
        let is_headed = has_sign
            && after.is_some_and(|after| {
                after.columns > 80 || wording::ends_sentence(after.text) && is_longer(&next, &after)
            });
        let is_pair = (wording::ends_sentence(next.text) || wording::ends_colon(next.text))
            && after.is_none_or(|after| is_marked(&after))
            && next.columns * 5 >= line.columns * 4
            && !has_sign;
        is_longer(line, &next) && is_prose || is_pair || is_headed
    }

    /// Whether text follows within a few headings, or a list whose marks were lost.
    pub(super) fn chain(&mut self, from: usize) -> bool {
        if self.is_unmarked_list(from) {
            return true;
        }
        for ahead in from..from + CHAIN_MAX {
            let Some(next) = self.lines.peek(ahead) else {
                return false;
            };
            if self.is_body(ahead) {
                return true;
            }
            if self.sign(&next).is_none() {
                return !next.text.starts_with(['—', '–', '-', '|'])
                    && !crate::import::plain::wording::is_code(next.text)
                    || next.columns > 60;
            }
        }
        false
    }

    /// Whether source lines of some words stand there right under each other where paragraphs don't.
    fn is_unmarked_list(&mut self, from: usize) -> bool {
        self.survey.is_spaced
            && self.survey.wrap.is_none()
            && (0..3).all(|row| {
                let line = self.lines.peek(from + row);
                line.is_some_and(|line| {
                    (row == 0 || line.is_close())
                        && wording::words(line.text) > 1
                        && wording::starts_fresh(line.text)
                })
            })
    }

    /// Whether the source line is prose, a point, a quotation or code.
    pub(super) fn is_body(&mut self, ahead: usize) -> bool {
        let Some(line) = self.lines.peek(ahead) else {
            return false;
        };
        if line.columns > 80 || line.text.starts_with('>') || wording::is_code(line.text) {
            return true;
        }
        if lists::marker(line.text).is_some() && self.sign(&line).is_none() {
            return true;
        }
        let goes_on = self.goes_on(&line, ahead + 1);
        let is_sentence = wording::words(line.text) > 2
            && (wording::ends_sentence(line.text) || wording::ends_colon(line.text))
            && self.sign(&line).is_none();
        goes_on || is_sentence
    }

    /// Whether a paragraph of some length stands there.
    pub(super) fn is_full_paragraph(&mut self, ahead: usize) -> bool {
        let rows = [ahead, ahead + 1, ahead + 2].map(|ahead| self.lines.peek(ahead));
        let [Some(line), second, third] = rows else {
            return false;
        };
        let is_wrapped = second.is_some_and(|second| {
            self.survey.is_full(&line, &second)
                && second.is_close()
                && third.is_some_and(|third| third.is_close())
        });
        line.columns >= 200 || is_wrapped
    }

    /// Whether the paragraph of the full source line `line` goes on with the one that is `ahead`.
    pub(super) fn goes_on(&mut self, line: &Line, ahead: usize) -> bool {
        let next = self.lines.peek(ahead).filter(Line::is_close);
        next.is_some_and(|next| self.survey.is_full(line, &next))
    }
}

/// Whether `next` is text under a heading `line`: a sentence longer by a fifth, another text longer
/// by half, or a list.
pub(super) fn is_longer(line: &Line, next: &Line) -> bool {
    let share = if wording::ends_sentence(next.text) {
        6
    } else {
        7
    };
    next.columns * 5 >= line.columns * share || is_marked(next)
}

/// Whether what a colon announces is a heading all the same: prose or points stand under it, and
/// where nothing parts paragraphs, prose that is far longer.
pub(super) fn is_over_text(line: &Line, next: &Line, is_dense: bool) -> bool {
    if is_dense {
        next.columns > 150 && next.columns >= 4 * line.columns
    } else {
        next.columns > if next.gap > 0 { 60 } else { 80 } || is_marked(next)
    }
}

/// Whether `next` answers what `line` asks: it does not ask in turn, and is about as long at least.
pub(super) fn is_answered(line: &Line, next: &Line) -> bool {
    wording::ends_question(line.text)
        && !wording::ends_question(next.text)
        && next.columns * 5 >= line.columns * 4
}

pub(super) fn is_marked(line: &Line) -> bool {
    lists::marker(line.text).is_some()
}
