//! The options' text, read by the rules that the runtime reads it by: lines with a key, the first
//! `=`, a value; white space around both is dropped, and so is one pair of quotes around a text.
//! Nothing is escaped. In a list, commas within quotes do not divide.

const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Keys and values, in order.
pub(crate) fn lines(text: &str) -> Vec<(&str, &str)> {
    let lines = text.split('\n').map(|line| line.trim_matches(SPACE));
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key.trim_matches(SPACE), value.trim_matches(SPACE)))
        .collect()
}

/// A text without its quotes.
pub(crate) fn text(value: &str) -> Option<&str> {
    ['"', '\''].into_iter().find_map(|quote| {
        let inner = value.strip_prefix(quote)?;
        inner.strip_suffix(quote)
    })
}

/// The texts in a list.
pub(crate) fn list(value: &str) -> Option<Vec<&str>> {
    let inner = value.strip_prefix('[')?.strip_suffix(']')?;
    let (mut texts, mut start, mut quoted) = (Vec::new(), 0, None);
    for (at, c) in inner.char_indices() {
        match (c, quoted) {
            ('"' | '\'', None) => quoted = Some(c),
            (_, Some(quote)) if c == quote => quoted = None,
            (',', None) => {
                texts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    texts.push(&inner[start..]);
    let texts = texts.into_iter().map(|text| text.trim_matches(SPACE));
    let texts = texts.filter(|text| !text.is_empty());
    texts.map(text).collect()
}
