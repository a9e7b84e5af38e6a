//! What is a heading among its neighbours, and what is none.

use super::check;

#[test]
fn headings_may_be_glued_to_their_text() {
    check(
        "The first paragraph says what the text is about, in one or two sentences of some length.

Where it began
It began at the river, long before there was a bridge, when a ferry was all that they had.

It went on there for years, and nobody thought of another way to cross it.
",
        r#"paragraph "The first paragraph says what the text is about, in one or two sentences of some length."
heading1 "Where it began"
paragraph "It began at the river, long before there was a bridge, when a ferry was all that they had."
paragraph "It went on there for years, and nobody thought of another way to cross it."
"#,
    );
}

#[test]
fn a_source_line_over_another_is_no_list() {
    check(
        "The first paragraph says what the text is about, in one or two sentences of some length.

“We never had the time.”
They said so whenever they were asked, and they were asked by everyone who came to see the bridge.

Where they went
Over the river
They went over the river by boat, as they always had.

Nobody has asked them since, and nobody is going to, as long as there is no bridge to be asked about.
",
        r#"paragraph "The first paragraph says what the text is about, in one or two sentences of some length."
paragraph "“We never had the time.”"
paragraph "They said so whenever they were asked, and they were asked by everyone who came to see the bridge."
heading1 "Where they went"
heading1 "Over the river"
paragraph "They went over the river by boat, as they always had."
paragraph "Nobody has asked them since, and nobody is going to, as long as there is no bridge to be asked about."
"#,
    );
}

#[test]
fn names_of_code_and_commands_are_headings_over_prose() {
    check(
        "This release of the gate comes with two commands that many people have asked for in the past years.

gate::lift

Whoever stands in front of the gate can lift it without having to walk around it, which took a quarter of an hour.

the lower command

It lowers what the other one has lifted, and it may be called as often as anybody likes, since it then does nothing.

gate::Bar

The two are called by one name, and what they return is a bar:

gate::Bar

That is all that there is to tell about the gate, which will stay as it is now for as long as the house behind it.
",
        r#"paragraph "This release of the gate comes with two commands that many people have asked for in the past years."
heading1 "gate::lift"
paragraph "Whoever stands in front of the gate can lift it without having to walk around it, which took a quarter of an hour."
heading1 "the lower command"
paragraph "It lowers what the other one has lifted, and it may be called as often as anybody likes, since it then does nothing."
code "gate::Bar"
paragraph "The two are called by one name, and what they return is a bar:"
code "gate::Bar"
paragraph "That is all that there is to tell about the gate, which will stay as it is now for as long as the house behind it."
"#,
    );
}

#[test]
fn numbers_over_paragraphs_are_headings_and_others_points() {
    check(
        "Two rules for the ferry

Anybody may run a ferry who has a boat, but nobody stays in business for long who does not keep to these two rules:

1. Leave on time

People forgive you a wet seat and a long way, and they forgive you the price, but they do not forgive you an hour on the pier.

2. Take the mail

It weighs nothing and it is paid for, and whoever waits for a letter will tell all of the others that the ferry has come.

1. Do not read it.
2. Do not let it get wet.
",
        r#"title "Two rules for the ferry"
paragraph "Anybody may run a ferry who has a boat, but nobody stays in business for long who does not keep to these two rules:"
heading1 "1. Leave on time"
paragraph "People forgive you a wet seat and a long way, and they forgive you the price, but they do not forgive you an hour on the pier."
heading1 "2. Take the mail"
paragraph "It weighs nothing and it is paid for, and whoever waits for a letter will tell all of the others that the ferry has come."
  point 1. "Do not read it."
  point close 2. "Do not let it get wet."
"#,
    );
}

#[test]
fn what_a_colon_announces_may_be_a_heading_over_a_sentence() {
    check(
        "The keeper gives the lamp one turn more than it needs, and then he writes it all down in the book:

Where the oil goes

Nobody looks into the cans before they are empty, and then it is late:

A can holds what four lamps burn in one night, if they are trimmed, and what three of them burn if nobody has trimmed them.
",
        r#"paragraph "The keeper gives the lamp one turn more than it needs, and then he writes it all down in the book:"
heading1 "Where the oil goes"
paragraph "Nobody looks into the cans before they are empty, and then it is late:"
paragraph "A can holds what four lamps burn in one night, if they are trimmed, and what three of them burn if nobody has trimmed them."
"#,
    );
}

#[test]
fn questions_in_a_row_are_no_headings() {
    check(
        "Before you buy a boat, somebody should look at it who knows what to look for, and ask you these.

Is it dry?

Who has looked after it?

Does it come with oars?

A boat that has been dry for a whole summer will leak, and it takes some days in the water until it does not.

Where should it lie?

It should lie in the shade, since the sun does more harm to a boat than all the water that it will ever see.
",
        r#"paragraph "Before you buy a boat, somebody should look at it who knows what to look for, and ask you these."
paragraph "Is it dry?"
paragraph "Who has looked after it?"
paragraph "Does it come with oars?"
paragraph "A boat that has been dry for a whole summer will leak, and it takes some days in the water until it does not."
heading1 "Where should it lie?"
paragraph "It should lie in the shade, since the sun does more harm to a boat than all the water that it will ever see."
"#,
    );
}

#[test]
fn long_source_lines_in_a_row_are_no_headings() {
    check(
        "Before the boat goes out for the first time of the year, somebody goes through the list.

Ready to sail

The hull has been painted on both sides

The oars and the bailer are on board

Whoever has ticked off both may go out, and should be back before it is dark, since there is no lamp on any of the boats.

Where the list hangs on the wall
Where the boat lies
It hangs by the door of the shed, under the clock.
",
        r#"paragraph "Before the boat goes out for the first time of the year, somebody goes through the list."
heading1 "Ready to sail"
paragraph "The hull has been painted on both sides"
paragraph "The oars and the bailer are on board"
paragraph "Whoever has ticked off both may go out, and should be back before it is dark, since there is no lamp on any of the boats."
heading1 "Where the list hangs on the wall"
heading1 "Where the boat lies"
paragraph "It hangs by the door of the shed, under the clock."
"#,
    );
}

#[test]
fn a_heading_may_stand_over_a_list_whose_marks_were_lost() {
    check(
        "There is work for everybody in the harbour, whether they can sail or not, and these are some of it.

Do you like to paint?

Paint the hulls of the boats
Paint the name of each boat on its hull
Paint the oars
Paint what is left of the pier

The paint is in the shed, and so are the brushes, which somebody should have washed a long time ago.
",
        r#"paragraph "There is work for everybody in the harbour, whether they can sail or not, and these are some of it."
heading1 "Do you like to paint?"
paragraph "Paint the hulls of the boats"
paragraph break "Paint the name of each boat on its hull"
paragraph break "Paint the oars"
paragraph break "Paint what is left of the pier"
paragraph "The paint is in the shed, and so are the brushes, which somebody should have washed a long time ago."
"#,
    );
}

#[test]
fn underlines_make_headings() {
    check(
        "The bridge\n==========\n\nwhy it was built\n----------------\n\nIt was built so that people could cross.\n\n-----\n\nNow they can.\n",
        r#"title "The bridge"
heading2 "why it was built"
paragraph "It was built so that people could cross."
rule ""
paragraph "Now they can."
"#,
    );
}

#[test]
fn acts_stand_over_scenes_and_numbers_have_their_titles() {
    check(
        "The Lamp

ACT I

SCENE I. At the mouth

The keeper comes in with a lamp, which he hangs up, and he sits down under it to wait for the boat.

SCENE II.

The Office

The pilot sits at a desk and counts what is left of the oil, and he does not like what he counts there.

ACT II

SCENE I. At the mouth

The lamp is out, and the keeper looks for matches in all of his pockets, one after the other, twice.
",
        r#"title "The Lamp"
heading1 "ACT I"
heading2 "SCENE I. At the mouth"
paragraph "The keeper comes in with a lamp, which he hangs up, and he sits down under it to wait for the boat."
heading2 "SCENE II. The Office"
paragraph "The pilot sits at a desk and counts what is left of the oil, and he does not like what he counts there."
heading1 "ACT II"
heading2 "SCENE I. At the mouth"
paragraph "The lamp is out, and the keeper looks for matches in all of his pockets, one after the other, twice."
"#,
    );
}
