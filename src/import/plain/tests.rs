//! Plain texts of many shapes, and the documents that they are.

mod headings;

use crate::document::dump;
use crate::import::{Options, import};

fn check(source: &str, expected: &str) {
    let import = import(source.as_bytes(), &Options::default()).unwrap();
    let picture = dump(&import.document);
    assert_eq!(picture, expected, "\n{picture}");
}

#[test]
fn an_essay_copied_off_a_page_has_its_structure_back() {
    check(
        include_str!("../../../tests/data/essay.txt"),
        include_str!("../../../tests/data/essay.dump"),
    );
}

#[test]
fn a_memorandum_loses_its_pages_and_contents() {
    check(
        include_str!("../../../tests/data/memorandum.txt"),
        include_str!("../../../tests/data/memorandum.dump"),
    );
}

#[test]
fn a_book_keeps_its_verse_and_loses_its_licence() {
    check(
        include_str!("../../../tests/data/book.txt"),
        include_str!("../../../tests/data/book.dump"),
    );
}

#[test]
fn an_rfc_has_its_numbers_as_levels_and_its_figures_as_set() {
    check(
        include_str!("../../../tests/data/rfc.txt"),
        include_str!("../../../tests/data/rfc.dump"),
    );
}

#[test]
fn a_readme_keeps_its_commands_options_and_tables_as_set() {
    check(
        include_str!("../../../tests/data/readme.txt"),
        include_str!("../../../tests/data/readme.dump"),
    );
}

#[test]
fn letters_of_a_mailbox_are_sections_with_their_quotes() {
    check(
        include_str!("../../../tests/data/mail.txt"),
        include_str!("../../../tests/data/mail.dump"),
    );
}

#[test]
fn a_text_without_blank_lines_has_headings_and_points() {
    check(
        "Keeping bees in town
By Ann Writer
2 May 2020
Bees do well on roofs, as long as somebody looks after them, and a roof has more flowers in its reach than most fields have.
What a hive needs
A hive needs four things, and none of them is dear: shelter, water, flowers and peace.
• A dry box, off the ground
• A dish of water with stones in it
1. Look into the box once in nine days.
2. Leave the bees alone in between.
How much honey?
More than you can eat and less than you have promised, in all but the very worst of years.
",
        r#"title "Keeping bees in town"
dateline "By Ann Writer"
dateline close "2 May 2020"
paragraph "Bees do well on roofs, as long as somebody looks after them, and a roof has more flowers in its reach than most fields have."
heading1 "What a hive needs"
paragraph "A hive needs four things, and none of them is dear: shelter, water, flowers and peace."
  point • "A dry box, off the ground"
  point close • "A dish of water with stones in it"
  point close 1. "Look into the box once in nine days."
  point close 2. "Leave the bees alone in between."
heading1 "How much honey?"
paragraph "More than you can eat and less than you have promised, in all but the very worst of years."
"#,
    );
}

#[test]
fn a_long_standfirst_is_known_by_the_byline_under_it() {
    let standfirst = "Whoever crosses the river today pays what their grandparents paid, and the ferry still leaves at the same hour. ".repeat(4);
    let standfirst = standfirst.trim();
    check(
        &format!(
            "The last ferry

{standfirst}

By Ann Writer

2 May 2020

There has been a ferry here for as long as anybody can remember, and for a hundred years it has been the same one.
"
        ),
        &format!(
            r#"title "The last ferry"
standfirst "{standfirst}"
dateline "By Ann Writer"
dateline "2 May 2020"
paragraph "There has been a ferry here for as long as anybody can remember, and for a hundred years it has been the same one."
"#
        ),
    );
}

#[test]
fn lists_nest_by_indentation_and_go_on_over_rows() {
    check(
        "Some prose that is hard-wrapped by the editor at about sixty
columns, so that the survey of the text knows how long a row
of it may be before the next word goes over to the next row.

1. The first point is longer than a row and hangs below its
   own number.
   a) a point below it
   b) another one
2. The second point.

   It has a second paragraph.

- [x] a task
- an exam-
  ple of a broken word
",
        r#"paragraph "Some prose that is hard-wrapped by the editor at about sixty columns, so that the survey of the text knows how long a row of it may be before the next word goes over to the next row."
  point 1. "The first point is longer than a row and hangs below its own number."
    point close a) "a point below it"
    point close b) "another one"
  point close 2. "The second point."
  paragraph 2. "It has a second paragraph."
  point [x] "a task"
  point close • "an exam-ple of a broken word"
"#,
    );
}

#[test]
fn mail_has_quotes_in_quotes_and_notes() {
    check(
        "I do not agree with what was said, for a reason that is in the text itself.[1]

> We all agree on this.
>
> > Do we?
> We do.

[1] See the text.
[2] See there again.
",
        r#"paragraph "I do not agree with what was said, for a reason that is in the text itself.[1]"
  quote > "We all agree on this."
    quote > "Do we?"
  quote > "We do."
  footnote [1] "See the text."
  footnote close [2] "See there again."
"#,
    );
}

#[test]
fn code_and_columns_are_kept_as_set() {
    check(
        "The function that is shown here adds one to whatever number it is given:

fn next(number: u32) -> u32 {
    number + 1
}

And these are the numbers that came out when it was called:

year    number
1999    12
2000    13
",
        r#"paragraph "The function that is shown here adds one to whatever number it is given:"
code "fn next(number: u32) -> u32 {"
code close "    number + 1"
code close "}"
paragraph "And these are the numbers that came out when it was called:"
code "year    number"
code close "1999    12"
code close "2000    13"
"#,
    );
}

#[test]
fn a_list_whose_marks_were_lost_is_known_by_its_colon() {
    check(
        "There are many reasons to walk rather than to drive, and these are the best:

It is good for you.
It costs nothing.
It is never late.

None of them has ever convinced a driver, as far as anybody knows.
",
        r#"paragraph "There are many reasons to walk rather than to drive, and these are the best:"
  point • "It is good for you."
  point close • "It costs nothing."
  point close • "It is never late."
paragraph "None of them has ever convinced a driver, as far as anybody knows."
"#,
    );
}

#[test]
fn sentences_that_start_like_marks_stay_prose() {
    check(
        "1984. That was the year of the flood, and everybody in the valley remembers it well.

— Nobody does, she said.

A. Writer came from the valley, and she wrote it down for everyone who did not know.
",
        r#"paragraph "1984. That was the year of the flood, and everybody in the valley remembers it well."
paragraph "— Nobody does, she said."
paragraph "A. Writer came from the valley, and she wrote it down for everyone who did not know."
"#,
    );
}

#[test]
fn east_asian_text_is_joined_without_spaces() {
    check(
        "これはとても長い段落なので編集者が途中で行を折り返し\nました。続きはここにあります。そしてまた長い文がこの\n行に続いていくので三行目も必要になり、さらに続くので\n四行目まであります。\n",
        "paragraph \"これはとても長い段落なので編集者が途中で行を折り返しました。続きはここにあります。そしてまた長い文がこの行に続いていくので三行目も必要になり、さらに続くので四行目まであります。\"\n",
    );
}

#[test]
fn tabs_make_tables() {
    check(
        "These are the numbers that somebody has copied off a page with a table on it.

Year\tLamps\tKeepers
1850\t12\t30
1950\t12\t0

Nobody has counted since then, and there would not be much to count.
",
        r#"paragraph "These are the numbers that somebody has copied off a page with a table on it."
header "Year\tLamps\tKeepers"
row close "1850\t12\t30"
row close "1950\t12\t0"
paragraph "Nobody has counted since then, and there would not be much to count."
"#,
    );
}

#[test]
fn verse_is_kept_as_set_and_short_wrapped_paragraphs_are_joined() {
    check(
        "The Road

I took the road that went uphill
  and left the other one alone.
The night was cold, the wind was still,
  and every milestone was a stone.

I do not think so any more, and I have looked into the books of the
council, which do not mention it.
",
        r#"title "The Road"
paragraph "I took the road that went uphill"
paragraph break "and left the other one alone."
paragraph break "The night was cold, the wind was still,"
paragraph break "and every milestone was a stone."
paragraph "I do not think so any more, and I have looked into the books of the council, which do not mention it."
"#,
    );
}

#[test]
fn addresses_are_links_and_names_in_code_stay_whole() {
    check(
        "It is told at https://example.org/a_b_c (see there), and no_std and _this stay what they are, as long as the text goes on.
",
        r#"paragraph "It is told at https://example.org/a_b_c (see there), and no_std and _this stay what they are, as long as the text goes on." link 14..39→https://example.org/a_b_c
"#,
    );
}

#[test]
fn a_table_of_columns_and_what_follows_it_are_told_apart() {
    check(
        "These are the lamps that were lit in the first year, counted from the mouth of the harbour:

Lamp      Height    Reach
-----     ------    -----
North     12        40
South     9         25

Nobody has counted them since, and nobody will, as long as they are lit by those who like to do it.
",
        r#"paragraph "These are the lamps that were lit in the first year, counted from the mouth of the harbour:"
code "Lamp      Height    Reach"
code close "-----     ------    -----"
code close "North     12        40"
code close "South     9         25"
paragraph "Nobody has counted them since, and nobody will, as long as they are lit by those who like to do it."
"#,
    );
}

#[test]
fn the_bits_over_a_diagram_stay_as_set() {
    check(
        "The Lamp

A signal is laid out so:

    0                   1
    0 1 2 3 4 5 6 7 8 9 0 1
   +-+-+-+-+-+-+-+-+-+-+-+-+
   | Colour    | Length    |
   +-+-+-+-+-+-+-+-+-+-+-+-+

Or so:

                                  1  1
    0  1  2  3  4  5  6  7  8  9  0  1
  +--+--+--+--+--+--+--+--+--+--+--+--+
  |QR|         Colour         |  Oil  |
  +--+--+--+--+--+--+--+--+--+--+--+--+

It is so.
",
        r#"title "The Lamp"
paragraph "A signal is laid out so:"
code " 0                   1"
code close " 0 1 2 3 4 5 6 7 8 9 0 1"
code close "+-+-+-+-+-+-+-+-+-+-+-+-+"
code close "| Colour    | Length    |"
code close "+-+-+-+-+-+-+-+-+-+-+-+-+"
paragraph "Or so:"
code "                                1  1"
code close "  0  1  2  3  4  5  6  7  8  9  0  1"
code close "+--+--+--+--+--+--+--+--+--+--+--+--+"
code close "|QR|         Colour         |  Oil  |"
code close "+--+--+--+--+--+--+--+--+--+--+--+--+"
paragraph "It is so."
"#,
    );
}

#[test]
fn a_title_that_is_short_or_a_label_of_pages_stays_one() {
    let title = |text: &str| {
        let import = import(text.as_bytes(), &Options::default()).unwrap();
        let sections = import.document.sections().len();
        (
            import.document.meta().title.clone().unwrap_or_default(),
            sections,
        )
    };
    let sections = "Beginnings\n\nA lamp is lit where somebody wants to see, and put out where nobody does.\n\nThe end\n\nThere is no end to what can be said of lamps, but there is one to what is read.\n";
    for name in ["Lamps", "Privacy Policy", "TERMS OF SERVICE"] {
        assert_eq!(title(&format!("{name}\n\n{sections}")), (name.into(), 2));
    }
    let above = "Privacy Policy\n\nSign in\n\nAll about lamps and keepers";
    assert_eq!(
        title(&format!("{above}\n\n{sections}")).0,
        "All about lamps and keepers"
    );
    let above = "Opinion\n\nAll about lamps and keepers\n\nLamps are dear to their keepers.";
    assert_eq!(
        title(&format!("{above}\n\n{sections}")).0,
        "All about lamps and keepers"
    );
}

#[test]
fn short_rows_columns_and_commands_are_no_points() {
    check(
        "Of Wells

The well is dug by hand, as it was in the days of those who came before us:

Depth  Water  Wells
-----  -----  -----
   10      2      1
   12      3      4

In short rows:

No  Yes  Who
1   2    Ann
3   4    Bob

It is dug so:

    ./dig
    well deep

They said:

Ann: Dig here.
Bob: It is too dry.
Ann: Dig on.

They sang, as they dug deeper and deeper, of all that there is in the world

The sun is hot.
The earth is dry.
The well is deep,
And so am I.
",
        r#"title "Of Wells"
paragraph "The well is dug by hand, as it was in the days of those who came before us:"
code "Depth  Water  Wells"
code close "-----  -----  -----"
code close "   10      2      1"
code close "   12      3      4"
paragraph "In short rows:"
code "No  Yes  Who"
code close "1   2    Ann"
code close "3   4    Bob"
paragraph "It is dug so:"
code "./dig"
code close "well deep"
paragraph "They said:"
paragraph "Ann: Dig here."
paragraph break "Bob: It is too dry."
paragraph break "Ann: Dig on."
paragraph "They sang, as they dug deeper and deeper, of all that there is in the world"
paragraph "The sun is hot."
paragraph break "The earth is dry."
paragraph break "The well is deep,"
paragraph break "And so am I."
"#,
    );
}
