//! Lists what motions jump to, and how sections nest, while blocks arrive.

use super::Builder;
use crate::document::{
    Block, BlockIdx, Document, Kind, Landmark, Lead, Mark, Offset, Section, SectionIdx, question,
};

impl Builder {
    /// Enters a block that is about to be closed among the landmarks and sections.
    pub(super) fn list_landmarks(&mut self, block: Block, idx: BlockIdx) {
        if !block.lead.continues() {
            self.list_kind(block, idx);
            self.list_quote(block);
            if block.lead == Lead::Apart || block.kind == Kind::Point {
                self.document.landmarks.push(Landmark::Block, block.start);
            }
        }
        if matches!(
            block.kind,
            Kind::Heading(_) | Kind::Paragraph | Kind::Point | Kind::Quote | Kind::Footnote
        ) {
            for at in question::starts(self.document.text_from(block.start)) {
                let at = Offset::from_index(block.start.index() + at);
                self.document.landmarks.push(Landmark::Question, at);
            }
        }
    }

    fn list_kind(&mut self, block: Block, idx: BlockIdx) {
        let before = self.document.blocks.last().copied();
        let captioned = before.filter(|before| before.kind == Kind::Caption { of_table: true });
        let before = before.map(|before| before.kind);
        let mut start = block.start;
        let landmark = match block.kind {
            Kind::Point => Landmark::Point,
            Kind::Figure => Landmark::Figure,
            Kind::Caption { of_table: false } if block.lead == Lead::Apart => Landmark::Figure,
            Kind::Footnote => Landmark::Footnote,
            Kind::Takeaway => Landmark::Takeaway,
            Kind::Code if block.lead == Lead::Apart || before != Some(Kind::Code) => Landmark::Code,
            Kind::TableRow { .. } if self.table.as_ref().is_none_or(|open| open.first == idx) => {
                // A table starts with its caption.
                let caption = captioned.filter(|_| block.lead == Lead::Close);
                start = caption.map_or(start, |caption| caption.start);
                Landmark::Table
            }
            Kind::Heading(level) => {
                self.list_section(block, idx, level);
                Landmark::Level(level)
            }
            _ => return,
        };
        self.document.landmarks.push(landmark, start);
    }

    fn list_section(&mut self, block: Block, idx: BlockIdx, level: u8) {
        self.document.landmarks.push(Landmark::Section, block.start);
        self.document.sections.push(Section {
            start: block.start,
            block: idx,
            level,
            next: SectionIdx(0),
            parent: None,
            words_before: self.document.words,
        });
    }

    fn list_quote(&mut self, block: Block) {
        let in_quote = self.containers.iter().any(|container| container.is_quote);
        let document = &mut self.document;
        let goes_on = in_quote
            && document
                .blocks
                .last()
                .is_some_and(|before| document.marks(before.prefix).contains(&&Mark::Quote));
        if block.kind == Kind::Takeaway || (in_quote && !goes_on) {
            document.landmarks.push(Landmark::Quote, block.start);
        }
    }
}

impl Document {
    /// The text from `start` on, while it is being built.
    pub(super) fn text_from(&self, start: Offset) -> &str {
        self.text.get(start.index()..).unwrap_or_default()
    }
}

/// The start of the takeaways that end the text, or the text's end.
pub(super) fn closing(document: &Document) -> Offset {
    let blocks = document.blocks();
    let tail = blocks
        .iter()
        .rev()
        .take_while(|block| block.kind == Kind::Takeaway)
        .count();
    match blocks.len() - tail {
        0 => document.end(),
        first => blocks
            .get(first)
            .map_or(document.end(), |block| block.start),
    }
}

/// Fills in which section each is nested in, and where each ends.
pub(super) fn nest(sections: &mut [Section]) {
    let mut open: Vec<usize> = Vec::new();
    for idx in 0..sections.len() {
        let level = sections[idx].level;
        while let Some(outer) = open.pop_if(|outer| sections[*outer].level >= level) {
            sections[outer].next = SectionIdx(idx as u32);
        }
        sections[idx].parent = open.last().map(|outer| SectionIdx(*outer as u32));
        open.push(idx);
    }
    let end = SectionIdx(sections.len() as u32);
    for outer in open {
        sections[outer].next = end;
    }
}
