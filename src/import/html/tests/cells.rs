//! What stands in the cells of tables, and in other places that are one block.

use super::check;

#[test]
fn a_list_in_a_cell_stays_in_its_row() {
    check(
        "<table><tr><th>Soup<th>Of<th>Price
         <tr><td>Leek<td>cream, <ul><li>leeks<li>salt</ul> and <ol><li>stock<li>water</ol><td>3
         <tr><td>Pea<td><dl><dt>Base<dd>peas</dl><td>4</table><p>Served hot.",
        r#"
header "Soup\tOf\tPrice"
row close "Leek\tcream, • leeks • salt and 1. stock 2. water\t3"
row close "Pea\tBase peas\t4" strong 4..8
paragraph "Served hot."
"#,
    );
}

#[test]
fn a_list_in_a_heading_or_caption_tears_neither_apart() {
    check(
        "<h2>Two <ul><li>mills</ul> and a river</h2><figure><pre>grind</pre>
         <figcaption>Grinding <ol><li>rye</ol> by night</figcaption></figure><ul><li>next</ul>",
        r#"
heading2 "Two • mills and a river"
code "grind"
caption "Grinding 1. rye by night"
  point • "next"
"#,
    );
}

#[test]
fn a_caption_with_a_heading_in_it_is_a_caption() {
    check(
        "<figure><img src=m alt='The moon'><figcaption><h3>New moon</h3><p>It is dark.</p>
         </figcaption></figure>",
        r#"
figure "The moon"
caption close "New moon It is dark."
"#,
    );
}

#[test]
fn a_table_with_heads_is_one_whatever_its_cells_hold() {
    check(
        "<table><thead><tr><th>Option<th>Example</thead><tr><td>speed<td><pre>mill --speed 3</pre>
         <tr><td>grain<td><blockquote>Rye, said the miller.</blockquote></table>",
        r#"
header "Option\tExample"
row close "speed\tmill --speed 3" code 6..20
row close "grain\tRye, said the miller."
"#,
    );
}

#[test]
fn long_code_in_a_cell_keeps_its_rows() {
    check(
        "<table><tr><th>Old<th>New<tr><td><pre>a\nb\nc\nd</pre><td><pre>e</pre></table>",
        r#"
paragraph "Old"
paragraph "New"
code "a"
code close "b"
code close "c"
code close "d"
code "e"
"#,
    );
}

#[test]
fn links_to_the_rows_of_a_table_lead_there() {
    check(
        "<p><a href='#r2'>two</a> <a href='#more'>more</a><table><tr><th>N<th>Is<tr id=r2><td>2
        <td>even<tbody id=more><tr><td>3<td>odd</table>",
        r#"
paragraph "two more" link 0..3→14 link 4..8→21
header "N\tIs"
row close "2\teven"
row close "3\todd"
"#,
    );
}

#[test]
fn what_a_cell_says_at_length_keeps_its_points() {
    let words = "the keeper of the mill writes down how high the water stands ".repeat(4);
    let page = format!(
        "<table><tr><th>Note 1<td>Two ways: <ul><li>by day {words}<li>by night {words}</ul></table>"
    );
    let document = super::read(&page, &super::Options::default());
    let points = document.blocks().iter();
    let points = points.filter(|block| block.kind == crate::document::Kind::Point);
    assert_eq!(points.count(), 2);
}
