//! A well, as a program sees it.

/// How deep it is, in fathoms.
pub const DEPTH: u32 = 12;


fn main() {
	// A tab, and a blank line below.
    let rope = vec!["yarn"; 12];

    println!("{} of {}", rope.len(), DEPTH);
}
