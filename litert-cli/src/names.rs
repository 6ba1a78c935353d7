//! Names that people type, and mistype.

/// The name among `names` that is most like `wrong`, if any is like it.
pub(crate) fn nearest<'a>(wrong: &str, names: &[&'a str]) -> Option<&'a str> {
    let wanted = wrong.to_lowercase();
    let most = (wanted.chars().count() / 3).max(1);
    let rated = names.iter().filter_map(|name| {
        let lower = name.to_lowercase();
        let distance = distance(&wanted, &lower);
        // A part of a long name, as people abbreviate it.
        let is_part = wanted.chars().count() >= 3
            && (lower.contains(&wanted) || (lower.len() >= 3 && wanted.contains(&lower)));
        (distance <= most || is_part).then_some((!is_part || distance <= most, distance, *name))
    });
    // Of several, a spelling mistake is likelier than an abbreviation.
    rated
        .min_by_key(|(is_spelling, distance, _)| (!is_spelling, *distance))
        .map(|(_, _, name)| name)
}

/// What to say of a name that is none: which one may be meant, and which ones there are.
pub(crate) fn unknown(what: &str, wrong: &str, names: &[&str]) -> String {
    let meant = match nearest(wrong, names) {
        Some(name) => format!(": did you mean '{name}'?"),
        None => String::new(),
    };
    let all = names.join(", ");
    match (names.len(), meant.is_empty()) {
        (0, _) => format!("there is no {what} '{wrong}', and no other one"),
        (1, false) => format!("there is no {what} '{wrong}'{meant}"),
        (1, true) => format!("there is no {what} '{wrong}'; there is only {all}"),
        (_, false) => format!("there is no {what} '{wrong}'{meant} There are {all}"),
        (_, true) => format!("there is no {what} '{wrong}'; there are {all}"),
    }
}

/// `NAME=REST` with one of these names, which may hold anything: the place of the name, and the rest.
pub(crate) fn assigned<'t>(text: &'t str, names: &[&str]) -> Option<(usize, &'t str)> {
    let all = names.iter().enumerate().filter_map(|(place, name)| {
        let rest = text.strip_prefix(name)?.strip_prefix('=')?;
        Some((place, rest))
    });
    // Of "a" and "a=b" the longer one.
    all.min_by_key(|(_, rest)| rest.len())
}

/// How many letters must be added, removed, changed or swapped with the next one.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
        for j in 0..b.len() {
            let change = last[j] + usize::from(a[i] != b[j]);
            let mut best = change.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found() {
        let names = ["image", "serving_default_scores:0", "mask"];
        assert_eq!(nearest("imgae", &names), Some("image"));
        assert_eq!(nearest("Image", &names), Some("image"));
        assert_eq!(nearest("scores", &names), Some("serving_default_scores:0"));
        assert_eq!(nearest("image:0", &names), Some("image"));
        assert_eq!(nearest("x", &names), None);
        assert_eq!(nearest("", &names), None);
        assert_eq!(nearest("image", &[]), None);
    }

    #[test]
    fn names_may_hold_anything() {
        let names = ["a", "a=b", ""];
        assert_eq!(assigned("a=x=y", &names), Some((0, "x=y")));
        assert_eq!(assigned("a=b=c", &names), Some((1, "c")));
        assert_eq!(assigned("=c", &names), Some((2, "c")));
        assert_eq!(assigned("b=c", &names), None);
    }

    #[test]
    fn the_names_that_there_are_are_listed() {
        assert_eq!(
            unknown("input", "imgae", &["image", "mask"]),
            "there is no input 'imgae': did you mean 'image'? There are image, mask"
        );
        assert_eq!(
            unknown("input", "x", &["image"]),
            "there is no input 'x'; there is only image"
        );
        assert!(unknown("input", "x", &[]).contains("no other"));
    }
}
