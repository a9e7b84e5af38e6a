//! Takes back what was written last, where an importer has written further than it knows.

use super::{Builder, words};
use crate::document::{BlockIdx, Kind};

impl Builder {
    /// Ends what is open, and takes back every block that ends within the last `bytes` of the text,
    /// and a table whole that such a block is a row of.
    pub fn take_back(&mut self, bytes: usize) {
        self.end_link();
        self.end_table();
        self.end_code();
        let keep = self.at().index().saturating_sub(bytes);
        while let Some(block) = self.document.blocks.last().copied() {
            let text = self.document.text_from(block.start);
            let is_row = matches!(block.kind, Kind::TableRow { .. });
            if block.start.index() + text.len() <= keep && !is_row {
                break;
            }
            self.document.words -= words::count(text.strip_suffix('\n').unwrap_or(text));
            self.document.text.truncate(block.start.index());
            self.document.blocks.pop();
        }
        let (at, count) = (self.at(), self.document.blocks.len());
        let document = &mut self.document;
        document.runs.spans.retain(|span| span.range.start < at);
        document.runs.links.retain(|link| link.range.start < at);
        document.sections.retain(|section| section.start < at);
        document
            .groups
            .tables
            .retain(|table| table.end.index() <= count);
        document
            .groups
            .code
            .retain(|code| code.first.index() < count);
        if let Some(code) = document.groups.code.last_mut() {
            code.end = code.end.min(BlockIdx(count as u32));
        }
        document.set_aside.retain(|aside| aside.at <= at);
        document.landmarks.truncate(at);
        let links = document.runs.links.len();
        self.names.places.retain(|_, place| *place <= at);
        self.names.waiting.retain(|(link, _)| *link < links);
        self.role_start = at;
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Builder, Kind, Landmark, Lead, LinkTarget, dump, laws};

    #[test]
    fn what_is_taken_back_leaves_no_trace() {
        let start = |b: &mut Builder| {
            b.block(Kind::Heading(1), Lead::Apart, "A head");
            b.block(Kind::Paragraph, Lead::Apart, "And is this a start?");
        };
        let mut expected = Builder::default();
        start(&mut expected);
        let mut builder = Builder::default();
        start(&mut builder);
        builder.block(Kind::Heading(1), Lead::Apart, "Another head");
        builder.begin(Kind::Paragraph, Lead::Apart);
        builder.begin_link(LinkTarget::Outside("https://a.example/".into()));
        builder.text("What of the end?");
        builder.take_back(17 + 13);
        let (document, expected) = (builder.finish().expect("small"), expected.finish());
        assert_eq!(dump(&document), dump(&expected.expect("small")));
        assert_eq!(laws::broken(&document), None);
        assert_eq!(document.landmarks().of(Landmark::Question).len(), 1);
    }
}
