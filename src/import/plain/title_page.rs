//! The title page of a book whose notice says what its title is.

use super::front::Part;
use super::headings::{self, Division, Sign};
use super::lines::Lines;
use super::notice::Notice;
use super::survey::Survey;
use super::unit::{Unit, unit};
use super::wording;

/// The most units of a title page.
const UNITS_MAX: usize = 60;

/// How many units may stand above the title.
const UNITS_ABOVE_MAX: usize = 12;

/// The most columns of a unit that is no prose.
const COLUMNS_MAX: usize = 220;

/// Reads the title page at the start of `lines`: what stands before the contents, the first chapter
/// or the first prose. None where it does not show the title.
pub(super) fn read<'a>(
    mut lines: Lines<'a>,
    notice: &Notice,
    survey: &Survey,
) -> Option<Vec<(Part, Unit<'a>)>> {
    let mut units = Vec::new();
    while units.len() < UNITS_MAX {
        let Some(unit) = unit(&mut lines, survey) else {
            break;
        };
        if survey.contents.contains(&unit.first.start) || is_part(&unit, &mut lines) {
            break;
        }
        if is_prose(&unit) {
            drop_heading(&mut units);
            break;
        }
        units.push(unit);
    }
    let above = units.iter().take(UNITS_ABOVE_MAX);
    let title = above.clone().position(|unit| notice.names(&unit.text))?;
    let mut parts: Vec<(Part, Unit)> = Vec::new();
    for (at, unit) in units.into_iter().enumerate() {
        let part = match parts.last_mut() {
            _ if at == title => Part::Title,
            Some((Part::Title, shown)) if goes_on(shown, &unit, notice) => {
                shown.text = joined(shown, &unit);
                shown.last = unit.last;
                continue;
            }
            _ if notice.is_author(&unit.text) => Part::Byline(unit.text.clone()),
            _ => Part::Page,
        };
        parts.push((part, unit));
    }
    Some(parts)
}

/// Whether a part of the book starts there; a volume's number may be the title page's.
fn is_part(unit: &Unit, lines: &mut Lines) -> bool {
    let part = |text: &str| match headings::sign(text) {
        Some(Sign::Part(division)) => Some(division),
        _ => None,
    };
    let division = part(&unit.text);
    let next = lines.peek(0).and_then(|next| part(next.text));
    division.is_some() && (division != Some(Division::Volume) || next.is_some())
}

fn is_prose(unit: &Unit) -> bool {
    unit.is_cut || super::lines::columns(&unit.text) > COLUMNS_MAX
}

/// A heading right above the text is the text's.
fn drop_heading(units: &mut Vec<Unit>) {
    let is_heading = |unit: &Unit| {
        unit.first.gap > 1 && unit.first.gap < usize::MAX && headings::sign(&unit.text).is_some()
    };
    if units.last().is_some_and(is_heading) {
        units.pop();
    }
}

fn joined(shown: &Unit, unit: &Unit) -> String {
    format!("{} {}", shown.text, unit.text)
}

/// Whether the title goes on with `unit`.
fn goes_on(shown: &Unit, unit: &Unit, notice: &Notice) -> bool {
    unit.first.gap <= 2 && wording::has_letter(&unit.text) && notice.names(&joined(shown, unit))
}
