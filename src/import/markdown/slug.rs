//! The names of headings in addresses, as GitHub makes them.

use std::collections::HashMap;

/// Gives each heading a name of its own.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    /// How often each name was wanted.
    taken: HashMap<String, usize>,
}

impl Slugs {
    /// The name of the next heading: with a number where the same was given before.
    pub(super) fn next(&mut self, heading: &str) -> String {
        let plain = slug(heading);
        let mut name = plain.clone();
        while self.taken.contains_key(&name) {
            let count = self.taken.entry(plain.clone()).or_default();
            *count += 1;
            name = format!("{plain}-{count}");
        }
        self.taken.insert(name.clone(), 0);
        name
    }
}

/// Letters and digits in lower case, a hyphen for each space, nothing for punctuation.
fn slug(heading: &str) -> String {
    let mut slug = String::with_capacity(heading.len());
    for c in heading.trim().chars() {
        match c {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_what_github_makes_of_a_heading() {
        let mut slugs = Slugs::default();
        assert_eq!(slugs.next("What’s new in v1.2?"), "whats-new-in-v12");
        assert_eq!(slugs.next("A & B"), "a--b");
        assert_eq!(slugs.next("snake_case – Über"), "snake_case--über");
    }

    #[test]
    fn the_same_heading_again_has_a_number() {
        let mut slugs = Slugs::default();
        let names = ["Notes", "Notes", "Notes-1", "Notes"].map(|heading| slugs.next(heading));
        assert_eq!(names, ["notes", "notes-1", "notes-1-1", "notes-2"]);
    }
}
