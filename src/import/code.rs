//! Source code, kept as it is set: a row of code for each source line, apart where lines are empty.

use super::Extent;
use crate::document::{Builder, Kind, Lead};

/// What the names of files end in that hold code.
const ENDINGS: [&str; 88] = [
    "asm", "awk", "bash", "bat", "c", "cc", "cfg", "clj", "cmake", "cpp", "cs", "css", "cxx", "d",
    "dart", "diff", "el", "erl", "ex", "exs", "f90", "fish", "fs", "go", "gradle", "graphql", "h",
    "hh", "hpp", "hs", "hxx", "ini", "java", "jl", "js", "json", "jsonl", "jsx", "kt", "kts",
    "less", "lisp", "lua", "m", "mjs", "mk", "ml", "mli", "mm", "nim", "nix", "patch", "php", "pl",
    "pm", "proto", "ps1", "py", "pyi", "r", "rake", "rb", "rkt", "rs", "s", "sass", "scala", "scm",
    "scss", "sed", "sh", "sql", "sv", "svelte", "swift", "tcl", "tf", "toml", "ts", "tsx", "v",
    "vhd", "vim", "vue", "yaml", "yml", "zig", "zsh",
];

/// Names of files that hold code, in small letters.
const NAMES: [&str; 6] = [
    "cmakelists.txt",
    "dockerfile",
    "gemfile",
    "justfile",
    "makefile",
    "rakefile",
];

/// Whether a file of this name holds code.
pub(super) fn is_named(name: &str) -> bool {
    let name = file_name(name).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    NAMES.contains(&name.as_str())
        || ending.is_some_and(|ending| ENDINGS.binary_search(&ending).is_ok())
}

/// Reads code into `builder`; of a head, the source lines that are whole.
pub(super) fn import(text: &str, name: Option<&str>, extent: Extent, builder: &mut Builder) {
    let text = match extent {
        Extent::Whole => text,
        Extent::Head => text
            .rfind('\n')
            .and_then(|end| text.get(..end))
            .unwrap_or_default(),
    };
    if let Some(name) = name.map(file_name) {
        builder.meta().title = Some(name.to_owned());
        builder.block(Kind::Title, Lead::Apart, name);
    }
    let mut lead = Lead::Apart;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() {
            lead = Lead::Apart;
        } else {
            builder.block(Kind::Code, lead, line);
            lead = Lead::Close;
        }
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::dump;
    use crate::import::{Format, Options, import, sniff};

    #[test]
    fn code_is_known_by_its_name() {
        assert!(ENDINGS.is_sorted());
        for name in ["main.rs", "a/b/Makefile", "X.PY", "Cargo.toml"] {
            assert_eq!(sniff(b"some words\n", Some(name)), Format::Code, "{name}");
        }
        for name in ["notes.txt", "rs", "README", "essay"] {
            assert_eq!(sniff(b"some words\n", Some(name)), Format::Plain, "{name}");
        }
    }

    #[test]
    fn code_is_kept_as_set() {
        let source = include_bytes!("../../tests/data/well.rs");
        let name = Some("a/well.rs".to_owned());
        let options = Options {
            name,
            ..Options::default()
        };
        let document = import(source, &options).expect("text").document;
        insta::assert_snapshot!(dump(&document));
    }
}
