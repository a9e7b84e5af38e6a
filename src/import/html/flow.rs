//! Text as it flows: white space becomes one space or none, blocks open when there is text for them,
//! roles and links go on over the ends of blocks.

use std::borrow::Cow;

use crate::document::{Builder, Kind, Lead, LinkTarget, Mark, Reason, Role};

/// The roles that elements give, each counted, since elements nest.
const ROLES: [Role; 7] = [
    Role::EMPHASIS,
    Role::STRONG,
    Role::CODE,
    Role::STRIKE,
    Role::MATH,
    Role::RAISED,
    Role::LOWERED,
];

/// Writes text into a [`Builder`] by HTML's rules for white space.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each tells another thing of where the text stands"
)]
pub(in crate::import) struct Flow<'b> {
    builder: &'b mut Builder,
    /// What the next block is.
    pub(in crate::import) kind: Kind,
    /// How the next block stands to the one before it.
    pub(in crate::import) lead: Lead,
    /// Within how many elements blocks only make a space: headings, cells, captions.
    flat: usize,
    is_open: bool,
    /// Whether a space would be one too many: at the start of a row or cell, and after a space.
    is_fresh: bool,
    /// Whether white space waits for a word to stand before.
    space: bool,
    breaks: usize,
    roles: [usize; ROLES.len()],
    link: Option<LinkTarget>,
    is_linking: bool,
    /// The containers around, outermost first.
    containers: Vec<Container>,
}

#[derive(Debug)]
enum Container {
    /// The builder knows of it.
    Entered,
    /// An item whose mark waits for prose: a heading or a figure does not show it.
    Waiting(Mark),
    /// It stands where blocks are flat, in the block around it.
    Flat,
}

impl<'b> Flow<'b> {
    pub(in crate::import) fn new(builder: &'b mut Builder) -> Self {
        Self {
            builder,
            kind: Kind::Paragraph,
            lead: Lead::Apart,
            flat: 0,
            is_open: false,
            is_fresh: true,
            space: false,
            breaks: 0,
            roles: [0; ROLES.len()],
            link: None,
            is_linking: false,
            containers: Vec::new(),
        }
    }

    /// The builder, for what is written past the flow; the open block ends.
    pub(in crate::import) fn builder(&mut self) -> &mut Builder {
        self.close();
        self.enter_waiting();
        self.builder
    }

    /// Writes text, its white space as HTML has it.
    pub(in crate::import) fn text(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let start = rest.trim_start_matches(is_space);
            self.space |= start.len() < rest.len();
            if start.is_empty() {
                break;
            }
            let (words, after) = start.split_at(end_of_words(start));
            self.words(words);
            rest = after;
        }
    }

    /// Writes text with white space around it.
    pub(in crate::import) fn word_apart(&mut self, text: &str) {
        self.space = true;
        self.text(text);
        self.space = true;
    }

    /// Writes words with no white space around them and no more than a space between them.
    fn words(&mut self, words: &str) {
        match std::mem::take(&mut self.breaks) {
            _ if self.flat > 0 && !self.is_open => {}
            0 => {}
            1 if self.is_open => {
                self.builder.break_row();
                self.is_fresh = true;
            }
            _ => self.end(),
        }
        if !self.is_open {
            self.open();
        }
        self.write_space();
        if let Some(target) = self.link.as_ref().filter(|_| !self.is_linking) {
            self.builder.begin_link(target.clone());
            self.is_linking = true;
        }
        self.builder.text(words);
        self.is_fresh = false;
    }

    /// Writes the space that waits, if something stands before it.
    fn write_space(&mut self) {
        if std::mem::take(&mut self.space) && !self.is_fresh {
            self.builder.text(" ");
            self.is_fresh = true;
        }
    }

    fn open(&mut self) {
        if !matches!(
            self.kind,
            Kind::Heading(_) | Kind::Figure | Kind::Caption { .. }
        ) {
            self.enter_waiting();
        }
        let lead = std::mem::take(&mut self.lead);
        self.builder.begin(self.kind, lead);
        self.is_open = true;
        self.is_fresh = true;
    }

    /// Ends the row within the paragraph; twice in a row, it ends the paragraph.
    pub(in crate::import) fn break_row(&mut self) {
        if self.flat > 0 {
            self.space = true;
        } else {
            self.breaks += 1;
        }
    }

    /// The block ends here; where blocks are flat, a space stands for it.
    pub(in crate::import) fn end(&mut self) {
        if self.flat > 0 {
            self.space = true;
        } else {
            self.close();
        }
    }

    fn close(&mut self) {
        if self.is_linking {
            self.builder.end_link();
            self.is_linking = false;
        }
        if self.is_open {
            self.builder.end();
            self.is_open = false;
        }
        self.space = false;
        self.breaks = 0;
    }

    /// Whether a block has text and goes on.
    pub(in crate::import) fn is_open(&self) -> bool {
        self.is_open
    }

    /// How the next block stands to the one before it; where blocks are flat, there is no next one.
    pub(in crate::import) fn stand(&mut self, lead: Lead) {
        if self.flat == 0 {
            self.lead = lead;
        }
    }

    /// Whether blocks are flat here.
    pub(in crate::import) fn is_flat(&self) -> bool {
        self.flat > 0
    }

    /// Blocks within `write` make a space and no more.
    pub(in crate::import) fn flat(&mut self, on: bool) {
        if on {
            self.flat += 1;
        } else {
            self.flat -= 1;
        }
    }

    /// Opens a block that shows even without text.
    pub(in crate::import) fn begin(&mut self, kind: Kind, lead: Lead) {
        self.close();
        self.builder.begin(kind, lead);
        self.lead = Lead::Apart;
        self.is_open = true;
        self.is_fresh = true;
    }

    /// Writes code, row by row as it is set; `language` is the name of what it is in, or empty.
    pub(in crate::import) fn code(&mut self, code: &str, language: &str) {
        let code = code.trim_matches(['\n', '\r']);
        if code.trim().is_empty() {
            return;
        }
        if self.flat > 0 {
            self.text(code);
            return;
        }
        let mut lead = std::mem::take(&mut self.lead);
        let builder = self.builder();
        builder.begin_code(language);
        for row in code.lines() {
            builder.block(Kind::Code, lead, row.trim_end());
            lead = Lead::Close;
        }
        builder.end_code();
    }

    /// Ends a cell of a table's row.
    pub(in crate::import) fn end_cell(&mut self) {
        if self.is_linking {
            self.builder.end_link();
            self.is_linking = false;
        }
        self.builder.end_cell();
        self.is_fresh = true;
        self.space = false;
        self.breaks = 0;
    }

    /// Ends the open block, even where blocks are flat.
    pub(in crate::import) fn finish_block(&mut self) {
        self.close();
    }

    /// Enters a container; an item shows its mark at its first prose, or not at all. Where blocks are
    /// flat, marks are words of the block around.
    pub(in crate::import) fn enter(&mut self, mark: Mark) {
        self.end();
        if self.flat > 0 {
            self.containers.push(Container::Flat);
            if let Some(words) = words_of(&mark) {
                self.word_apart(&words);
            }
        } else if mark.is_item() {
            self.containers.push(Container::Waiting(mark));
        } else {
            self.enter_waiting();
            self.builder.enter(mark);
            self.containers.push(Container::Entered);
        }
    }

    /// Leaves the innermost container.
    pub(in crate::import) fn leave(&mut self) {
        self.end();
        if let Some(Container::Entered) = self.containers.pop() {
            self.builder.leave();
        }
    }

    fn enter_waiting(&mut self) {
        for container in &mut self.containers {
            if let Container::Waiting(mark) = container {
                self.builder.enter(mark.clone());
                *container = Container::Entered;
            }
        }
    }

    /// Gives text a role, or takes it away again.
    pub(in crate::import) fn role(&mut self, role: Role, on: bool) {
        for (idx, one) in ROLES.into_iter().enumerate() {
            if !role.has(one) {
                continue;
            }
            if on {
                self.roles[idx] += 1;
            } else {
                self.roles[idx] -= 1;
            }
            if self.roles[idx] != usize::from(on) {
                continue;
            }
            if on && self.is_open && self.breaks == 0 {
                self.write_space();
            }
            self.builder.role(one, on);
        }
    }

    /// What follows leads to `target`; gives back what the text before led to.
    pub(in crate::import) fn link(&mut self, target: Option<LinkTarget>) -> Option<LinkTarget> {
        if self.is_linking {
            self.builder.end_link();
            self.is_linking = false;
        }
        if self.is_open && self.breaks == 0 && target.is_some() {
            self.write_space();
        }
        std::mem::replace(&mut self.link, target)
    }

    /// Keeps text that is no part of the document.
    pub(in crate::import) fn set_aside(&mut self, reason: Reason, text: &str) {
        self.builder.set_aside(reason, text);
    }

    /// Names the place where the text goes on.
    pub(in crate::import) fn name(&mut self, name: &str) {
        self.builder.name(name);
    }
}

/// A container's mark as words.
fn words_of(mark: &Mark) -> Option<Cow<'_, str>> {
    match mark {
        Mark::Bullet => Some("•".into()),
        Mark::Number(number) => Some(number.as_ref().into()),
        Mark::Task { done: true } => Some("☑".into()),
        Mark::Task { done: false } => Some("☐".into()),
        Mark::Footnote(label) => Some(format!("[{label}]").into()),
        Mark::Quote | Mark::Takeaway | Mark::Indent => None,
    }
}

/// Where white space begins that is more than a space between two words.
fn end_of_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_space = |byte: u8| is_space(char::from(byte));
    let ends = |at: &usize| {
        let is_lone = bytes[*at] == b' ' && bytes.get(at + 1).is_some_and(|next| !is_space(*next));
        is_space(bytes[*at]) && !is_lone
    };
    (0..bytes.len()).find(ends).unwrap_or(bytes.len())
}

/// White space as HTML collapses it: not the no-break space.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}
