//! The command line: what it prints, and how it fails.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::terminal::{Home, PROGRAM};

fn run(home: &Home, arguments: &[&str], input: Option<&[u8]>) -> Output {
    let mut command = Command::new(PROGRAM);
    command
        .args(arguments)
        .envs(home.variables())
        .current_dir(home.path());
    command.stdin(if input.is_some() {
        Stdio::piped()
    } else {
        Stdio::null()
    });
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    if let (Some(input), Some(mut pipe)) = (input, child.stdin.take()) {
        // A program that fails early closes its end first.
        let _ = pipe.write_all(input);
    }
    child.wait_with_output().expect("ends")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[track_caller]
fn check_failure(output: &Output, message: &str, code: i32) {
    let said = text(&output.stderr);
    assert_eq!(said.trim_end().lines().count(), 1, "one line: {said}");
    assert!(
        said.starts_with("recto: ") && said.contains(message),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(code));
    assert!(output.stdout.is_empty());
}

#[test]
fn what_cannot_be_read_gets_one_line_and_code_1() {
    let home = Home::new();
    check_failure(
        &run(&home, &["missing.txt"], None),
        "cannot open 'missing.txt': no such file",
        1,
    );
    check_failure(&run(&home, &["."], None), "nothing to read in '.'", 1);
    home.file("empty.txt", "");
    check_failure(&run(&home, &["empty.txt"], None), "'empty.txt'", 1);
    home.file("blank.txt", " \n\n\t\n");
    check_failure(&run(&home, &["blank.txt"], None), "'blank.txt'", 1);
    home.file(
        "program",
        b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0",
    );
    check_failure(&run(&home, &["program"], None), "'program'", 1);
    check_failure(&run(&home, &["a\u{1B}[2Jb"], None), "a␛[2Jb", 1);
}

#[test]
fn bad_usage_has_code_2() {
    let home = Home::new();
    for arguments in [&["--no-such"][..], &["--to", "pdf"], &["--measure", "5"]] {
        let output = run(&home, arguments, None);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn where_output_is_no_terminal_the_text_is_printed() {
    let home = Home::new();
    let path = home.file("essay.txt", include_bytes!("../assets/essay.txt"));
    let output = run(
        &home,
        &[path.to_str().expect("UTF-8"), "--width", "60"],
        None,
    );
    assert!(output.status.success());
    let printed = text(&output.stdout);
    assert!(printed.lines().all(|line| line.chars().count() <= 60));
    assert!(printed.contains("Whose Fault Is the Cyber Quarrel?"));
}

#[test]
fn what_is_piped_in_is_read() {
    let home = Home::new();
    for arguments in [&["--to", "text"][..], &["-", "--to", "text"]] {
        let output = run(
            &home,
            arguments,
            Some("A line of piped prose.\n".as_bytes()),
        );
        assert_eq!(text(&output.stdout).trim(), "A line of piped prose.");
    }
}

#[test]
fn the_essay_has_the_structure_that_it_promises() {
    let home = Home::new();
    let path = home.file("essay.txt", include_bytes!("../assets/essay.txt"));
    let output = run(
        &home,
        &[path.to_str().expect("UTF-8"), "--to", "json"],
        None,
    );
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let titles: Vec<&str> = json["sections"]
        .as_array()
        .expect("sections")
        .iter()
        .filter_map(|section| section["title"].as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Who’s at fault?",
            "Why is only the United States a problem",
            "Need for an anti-China argument",
            "Industry as a middleman",
            "What is to be done?",
        ]
    );
    assert_eq!(json["title"], "Whose Fault Is the Cyber Quarrel?");
    let blocks = json["blocks"].as_array().expect("blocks");
    let count = |kind: &str, section: Option<u64>| {
        let of = |block: &&serde_json::Value| {
            block["kind"] == kind && block["section"].as_u64() == section
        };
        blocks.iter().filter(of).count()
    };
    assert_eq!(count("paragraph", None), 5);
    assert_eq!(count("point", Some(0)), 2);
    assert_eq!(count("point", Some(1)), 10);
    assert_eq!(count("takeaway", None), 3);
}

#[test]
fn a_broken_pipe_is_no_error() {
    let home = Home::new();
    let long: String = (0..20_000)
        .map(|n| format!("Line {n} of a long text.\n\n"))
        .collect();
    let path = home.file("long.txt", long);
    let line = format!(
        "{PROGRAM} {} | head -1; exit ${{PIPESTATUS[0]}}",
        path.display()
    );
    let output = Command::new("bash")
        .args(["-c", &line])
        .output()
        .expect("bash runs");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
}

#[test]
fn what_is_packed_opens_as_what_it_holds_and_says_where_it_is_damaged() {
    let home = Home::new();
    let essay = include_bytes!("../assets/essay.txt");
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(essay).expect("packs");
    let packed = writer.finish().expect("packs");
    home.file("essay.txt.gz", &packed);
    home.file("essay.txt", essay);
    let plain = run(&home, &["essay.txt", "--to", "text"], None);
    for (arguments, input) in [
        (&["essay.txt.gz", "--to", "text"][..], None),
        (&["--to", "text"], Some(packed.as_slice())),
    ] {
        let output = run(&home, arguments, input);
        assert_eq!(output.stdout, plain.stdout);
        assert!(output.status.success() && output.stderr.is_empty());
    }
    home.file("cut.gz", packed.get(..2000).expect("is longer"));
    let output = run(&home, &["cut.gz", "--to", "text"], None);
    assert!(output.status.success() && output.stdout.len() > 1000);
    let said = text(&output.stderr);
    assert!(
        said.starts_with("recto: 'cut.gz': the archive is damaged"),
        "{said}"
    );
    home.file("broken.gz", b"\x1F\x8B\x08 and nothing of the kind");
    check_failure(
        &run(&home, &["broken.gz"], None),
        "cannot unpack 'broken.gz': the archive is damaged",
        1,
    );
}

#[test]
fn what_was_not_well_is_told_a_line_each_and_listed_as_json() {
    let home = Home::new();
    let book = include_bytes!("data/book.epub");
    home.file("cut.epub", book.get(..1800).expect("is longer"));
    let output = run(&home, &["cut.epub", "--to", "json"], None);
    assert!(output.status.success());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let warnings = json["warnings"].as_array().expect("a list");
    assert!(warnings.len() > 1, "{warnings:?}");
    let said: String = warnings
        .iter()
        .map(|warning| format!("recto: 'cut.epub': {}\n", warning.as_str().expect("words")))
        .collect();
    assert_eq!(text(&output.stderr), said);
    home.file("sound.epub", book);
    let output = run(&home, &["sound.epub", "--to", "json"], None);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["warnings"], serde_json::json!([]));
    assert!(output.stderr.is_empty());
}

/// The rows of the README's table of formats: the name for `--from`, and the sample's path.
fn formats_in_readme() -> Vec<(String, String)> {
    let readme = include_str!("../README.md");
    let (_, rest) = readme.split_once("## What it opens").expect("a section");
    let (section, _) = rest.split_once("\n## ").expect("a section after it");
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (_, link) = cells.get(4)?.split_once("](")?;
        let from = cells.get(2)?.trim_matches('`');
        Some((from.to_owned(), link.trim_end_matches(')').to_owned()))
    };
    section.lines().filter_map(row).collect()
}

#[test]
fn the_readme_has_a_sample_of_every_format_that_is_told_and_read() {
    let formats = formats_in_readme();
    for format in recto::import::Format::ALL {
        let is_listed = formats.iter().any(|(from, _)| from == format.name());
        assert!(is_listed, "{format} has no row");
    }
    assert_eq!(
        formats.iter().filter(|(from, _)| from.is_empty()).count(),
        3
    );
    let home = Home::new();
    for (from, path) in formats {
        let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
        let told = run(&home, &[&path, "--to", "json"], None);
        assert!(told.status.success() && told.stderr.is_empty(), "{path}");
        assert!(told.stdout.len() > 500, "{path}");
        if from.is_empty() {
            let bare = path.rsplit_once('.').expect("an ending").0;
            assert!(told.stdout == run(&home, &[bare, "--to", "json"], None).stdout);
        } else {
            let said = run(&home, &[&path, "--to", "json", "--from", &from], None);
            assert!(told.stdout == said.stdout, "{path} is not told as {from}");
        }
    }
}

#[test]
fn json_tells_a_books_own_table_of_contents_from_its_sections() {
    let home = Home::new();
    home.file("book.epub", include_bytes!("data/book.epub"));
    let output = run(&home, &["book.epub", "--to", "json"], None);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let titles = |field: &str| -> Vec<String> {
        let entries = json[field].as_array().expect("a list");
        let title = |entry: &serde_json::Value| entry["title"].as_str().expect("words").to_owned();
        entries.iter().map(title).collect()
    };
    let mut sections = titles("sections");
    assert_eq!(sections.remove(2), "Ice");
    assert_eq!(titles("toc"), sections);
    assert_eq!(json["toc"][2]["section"], 3);
}

#[test]
fn json_tells_headings_from_titles_that_only_the_contents_have() {
    let home = Home::new();
    home.file("book.epub", include_bytes!("data/book.epub"));
    let output = run(&home, &["book.epub", "--to", "json"], None);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let blocks = json["blocks"].as_array().expect("a list");
    let of_kind = |kind: &str| -> Vec<&str> {
        let blocks = blocks.iter().filter(|block| block["kind"] == kind);
        blocks.filter_map(|block| block["text"].as_str()).collect()
    };
    assert_eq!(of_kind("title"), ["The other bank"]);
    let headings = [
        "Chapter 1: The Ferry",
        "In winter",
        "Ice",
        "The Bridge",
        "Notes",
    ];
    assert_eq!(of_kind("heading"), headings);
}

#[test]
fn several_files_are_printed_in_turn_and_what_cannot_be_read_is_told() {
    let home = Home::new();
    home.file("a.txt", "The first text.\n");
    home.file("b.txt", "The second text.\n");
    let output = run(
        &home,
        &["a.txt", "missing.txt", "b.txt", "--to", "text"],
        None,
    );
    assert_eq!(
        text(&output.stdout),
        "The first text.\n\nThe second text.\n"
    );
    assert_eq!(
        text(&output.stderr),
        "recto: cannot open 'missing.txt': no such file\n"
    );
    assert_eq!(output.status.code(), Some(1));
    let json = run(&home, &["a.txt", "b.txt", "--to", "json"], None);
    let documents = serde_json::Deserializer::from_slice(&json.stdout);
    let documents: Vec<serde_json::Value> = documents
        .into_iter()
        .collect::<Result<_, _>>()
        .expect("JSON");
    assert_eq!(documents.len(), 2);
    assert!(json.status.success());
}

#[test]
fn a_folder_is_listed_by_names_and_titles() {
    let home = Home::new();
    home.file("essay.txt", include_bytes!("../assets/essay.txt"));
    home.file("note.txt", "A note without a title.\n");
    let output = run(&home, &[".", "--to", "text"], None);
    let listed = text(&output.stdout);
    assert!(
        listed.contains("• essay.txt · Whose Fault Is the Cyber Quarrel?"),
        "{listed}"
    );
    assert!(listed.contains("• note.txt"), "{listed}");
}
