//! Source code, kept as it is set: a row of code for each source line, apart where lines are empty.

use super::Extent;
use crate::document::{Builder, Kind, Lead};

/// Languages, as fences of Markdown name them, and what the names of files in them end in.
const LANGUAGES: [(&str, &[&str]); 70] = [
    ("asm", &["asm", "s"]),
    ("awk", &["awk"]),
    ("bash", &["bash"]),
    ("bat", &["bat"]),
    ("c", &["c", "h"]),
    ("clojure", &["clj"]),
    ("cmake", &["cmake"]),
    ("cpp", &["cc", "cpp", "cxx", "hh", "hpp", "hxx"]),
    ("csharp", &["cs"]),
    ("css", &["css"]),
    ("d", &["d"]),
    ("dart", &["dart"]),
    ("diff", &["diff", "patch"]),
    ("elisp", &["el"]),
    ("elixir", &["ex", "exs"]),
    ("erlang", &["erl"]),
    ("fish", &["fish"]),
    ("fortran", &["f90"]),
    ("fsharp", &["fs"]),
    ("go", &["go"]),
    ("gradle", &["gradle"]),
    ("graphql", &["graphql"]),
    ("haskell", &["hs"]),
    ("ini", &["cfg", "ini"]),
    ("java", &["java"]),
    ("javascript", &["js", "mjs"]),
    ("json", &["json"]),
    ("jsonl", &["jsonl"]),
    ("jsx", &["jsx"]),
    ("julia", &["jl"]),
    ("kotlin", &["kt", "kts"]),
    ("less", &["less"]),
    ("lisp", &["lisp"]),
    ("lua", &["lua"]),
    ("makefile", &["mk"]),
    ("nim", &["nim"]),
    ("nix", &["nix"]),
    ("objectivec", &["m", "mm"]),
    ("ocaml", &["ml", "mli"]),
    ("perl", &["pl", "pm"]),
    ("php", &["php"]),
    ("powershell", &["ps1"]),
    ("protobuf", &["proto"]),
    ("python", &["py", "pyi"]),
    ("r", &["r"]),
    ("racket", &["rkt"]),
    ("ruby", &["rake", "rb"]),
    ("rust", &["rs"]),
    ("sass", &["sass"]),
    ("scala", &["scala"]),
    ("scheme", &["scm"]),
    ("scss", &["scss"]),
    ("sed", &["sed"]),
    ("sh", &["sh"]),
    ("sql", &["sql"]),
    ("svelte", &["svelte"]),
    ("swift", &["swift"]),
    ("systemverilog", &["sv"]),
    ("tcl", &["tcl"]),
    ("terraform", &["tf"]),
    ("toml", &["toml"]),
    ("tsx", &["tsx"]),
    ("typescript", &["ts"]),
    ("verilog", &["v"]),
    ("vhdl", &["vhd"]),
    ("vim", &["vim"]),
    ("vue", &["vue"]),
    ("yaml", &["yaml", "yml"]),
    ("zig", &["zig"]),
    ("zsh", &["zsh"]),
];

/// The languages of files with a name of their own, in small letters.
const NAMES: [(&str, &str); 6] = [
    ("cmakelists.txt", "cmake"),
    ("dockerfile", "dockerfile"),
    ("gemfile", "ruby"),
    ("justfile", "just"),
    ("makefile", "makefile"),
    ("rakefile", "ruby"),
];

/// Whether a file of this name holds code.
pub(super) fn is_named(name: &str) -> bool {
    language(name).is_some()
}

/// Whether a system would run it, by a program that its first line names.
pub(super) fn is_script(bytes: &[u8]) -> bool {
    let program = bytes.strip_prefix(b"#!").map(<[u8]>::trim_ascii_start);
    program.is_some_and(|program| program.starts_with(b"/"))
}

/// The language of a file of this name.
fn language(name: &str) -> Option<&'static str> {
    let name = file_name(name).to_ascii_lowercase();
    let named = NAMES.iter().find(|(own, _)| *own == name);
    let (_, ending) = name.rsplit_once('.').unwrap_or_default();
    let ends = |(_, endings): &&(&str, &[&str])| endings.contains(&ending);
    let by_ending = || LANGUAGES.iter().find(ends);
    named
        .map(|(_, language)| *language)
        .or_else(|| by_ending().map(|(language, _)| *language))
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
    builder.begin_code(name.and_then(language).unwrap_or_default());
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
        let mut endings: Vec<&str> = LANGUAGES.iter().flat_map(|(_, of)| *of).copied().collect();
        endings.sort_unstable();
        assert!(endings.windows(2).all(|pair| pair[0] != pair[1]));
        for name in ["main.rs", "a/b/Makefile", "X.PY", "Cargo.toml"] {
            assert_eq!(sniff(b"some words\n", Some(name)), Format::Code, "{name}");
        }
        for name in ["notes.txt", "rs", "README", "essay"] {
            assert_eq!(sniff(b"some words\n", Some(name)), Format::Plain, "{name}");
        }
    }

    #[test]
    fn a_script_is_code_by_its_first_line() {
        let script = b"#!/bin/sh\n\n# Copies a lamp\n\ncp a b\n\n# Shows `b`\n\nls\n";
        assert_eq!(sniff(script, None), Format::Code);
        assert_eq!(sniff(b"#! a cry, and words\n", None), Format::Plain);
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
