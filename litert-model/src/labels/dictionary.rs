//! Class names in a dictionary: JSON, or as Python prints one.
//!
//! Exporters of YOLO models attach what they know of a model as such a text, with the class names
//! under `names`: `{"task": "detect", "names": {"0": "person"}}`, in older files
//! `{'task': 'detect', 'names': {0: 'person'}}`.

use super::MAX_NUMBER;

/// What lies under `names` in the dictionary that `text` is: the names by their numbers. `None` if it
/// is no dictionary, or has no names.
pub(super) fn names(text: &str) -> Option<Vec<String>> {
    let mut cursor = Cursor { rest: text };
    cursor.take('{')?;
    loop {
        let key = cursor.key()?;
        cursor.take(':')?;
        if key == "names" {
            let names = cursor.names()?;
            return (!names.is_empty()).then_some(names);
        }
        cursor.skip_value();
        cursor.take(',')?;
    }
}

/// The value of `key` in the dictionary that `text` is, as it is written. Dictionaries inside are not
/// searched.
pub(super) fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let mut cursor = Cursor { rest: text };
    cursor.take('{')?;
    loop {
        let found = cursor.key()?;
        cursor.take(':')?;
        cursor.peek()?;
        let start = cursor.rest;
        cursor.skip_value();
        if found == key {
            let len = start.len().checked_sub(cursor.rest.len())?;
            return start.get(..len).map(str::trim);
        }
        cursor.take(',')?;
    }
}

/// The text that a string in quotes stands for.
pub(super) fn text(value: &str) -> Option<String> {
    let mut cursor = Cursor { rest: value };
    matches!(cursor.peek()?, '"' | '\'').then(|| cursor.string())?
}

/// Whether `text` looks like a dictionary and not like a list of names.
pub(super) fn is_dictionary(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('{') && text.ends_with('}')
}

struct Cursor<'a> {
    rest: &'a str,
}

impl Cursor<'_> {
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next()?;
        self.rest = chars.as_str();
        Some(next)
    }

    /// Goes over this character, if it comes next.
    fn take(&mut self, wanted: char) -> Option<()> {
        if self.peek()? != wanted {
            return None;
        }
        self.next().map(drop)
    }

    /// A string or a number, as text.
    fn key(&mut self) -> Option<String> {
        match self.peek()? {
            '"' | '\'' => self.string(),
            '0'..='9' => {
                let end = self.rest.find(|c: char| !c.is_ascii_digit())?;
                let (number, rest) = self.rest.split_at_checked(end)?;
                self.rest = rest;
                Some(number.to_owned())
            }
            _ => None,
        }
    }

    /// A string in quotes of either kind.
    fn string(&mut self) -> Option<String> {
        let quote = self.next()?;
        let mut text = String::new();
        loop {
            match self.next()? {
                c if c == quote => return Some(text),
                '\\' => text.push(self.escaped()?),
                c => text.push(c),
            }
        }
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Option<char> {
        Some(match self.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'x' => self.code(2)?,
            'U' => self.code(8)?,
            'u' => {
                let first = self.number(4)?;
                // Two numbers for one character, as in UTF-16.
                let low = self
                    .rest
                    .strip_prefix("\\u")
                    .filter(|_| first & 0xfc00 == 0xd800);
                match low {
                    Some(rest) => {
                        self.rest = rest;
                        let second = self.number(4)?;
                        let code = 0x10000 + ((first & 0x3ff) << 10) + (second & 0x3ff);
                        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
                    }
                    None => char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER),
                }
            }
            other => other,
        })
    }

    fn code(&mut self, digits: usize) -> Option<char> {
        let code = self.number(digits)?;
        Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn number(&mut self, digits: usize) -> Option<u32> {
        let (number, rest) = self.rest.split_at_checked(digits)?;
        self.rest = rest;
        u32::from_str_radix(number, 16).ok()
    }

    /// A dictionary from numbers to names, or a list of names.
    fn names(&mut self) -> Option<Vec<String>> {
        let end = match self.peek()? {
            '{' => '}',
            '[' => ']',
            '(' => ')',
            _ => return None,
        };
        self.next()?;
        let mut names: Vec<String> = Vec::new();
        while self.take(end).is_none() {
            let number = match end {
                '}' => {
                    let number = self.key()?.parse().ok();
                    self.take(':')?;
                    number.filter(|&number| number < MAX_NUMBER)?
                }
                _ => names.len(),
            };
            if !matches!(self.peek()?, '"' | '\'') {
                return None;
            }
            let name = self.string()?;
            if number >= names.len() {
                names.resize(number + 1, String::new());
            }
            if let Some(slot) = names.get_mut(number) {
                *slot = name.trim().to_owned();
            }
            // The last one may go without.
            if self.take(',').is_none() {
                self.take(end)?;
                break;
            }
        }
        Some(names)
    }

    /// Goes to the comma or bracket behind a value.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        while let Some(next) = self.peek() {
            match next {
                '"' | '\'' => {
                    if self.string().is_none() {
                        return;
                    }
                    continue;
                }
                '{' | '[' | '(' => depth += 1,
                '}' | ']' | ')' if depth == 0 => return,
                '}' | ']' | ')' => depth -= 1,
                ',' if depth == 0 => return,
                _ => {}
            }
            self.next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionaries_of_json_and_python_are_read() {
        for text in [
            r#"{"task": "detect", "names": {"0": "a b", "2": "c's \u00e9"}, "imgsz": [640, 640]}"#,
            r#"{'stride': 32, 'args': {'batch': 1, 'x': (1, 2), 'y': "},{'"}, 'n': None,
               'names': {0: 'a b', 2: "c's é",}}"#,
            "\n{ \"names\" : { \"2\":\"c's \\u00e9\" , \"0\" :\"a b\" } }",
        ] {
            assert_eq!(names(text).unwrap(), ["a b", "", "c's é"], "{text}");
        }
        for text in [
            r#"{"names": ["a", "b"]}"#,
            "{'names': ('a', 'b')}",
            "{'names':['a','b',]}",
        ] {
            assert_eq!(names(text).unwrap(), ["a", "b"], "{text}");
        }
        assert_eq!(names(r#"{"names": ["\ud83d\ude00"]}"#).unwrap(), ["😀"]);
    }

    #[test]
    fn what_has_no_names_has_none() {
        for text in [
            "",
            "{",
            "{}",
            "cat\ndog\n",
            "{'names'",
            "{'names': ",
            "{'names': {}}",
            "{'names': 5}",
            "{'names': {0: 'a'",
            "{'names': {0: 5}}",
            "{'names': {99999999: 'a'}}",
            "{'names': {-1: 'a'}}",
            "{'args': {'names': {0: 'a'}}}",
            r#"{"names": ["\ud83d\u"#,
            "{'a': '",
        ] {
            assert_eq!(names(text), None, "{text}");
        }
    }

    #[test]
    fn no_text_panics() {
        let text = r#"{'a': {"b": ['\u00e9\x41', "\""]}, 'names': {0: 'é', 1: "b"}}"#;
        for end in 0..text.len() {
            if let Some(start) = text.get(..end) {
                let _ = names(start);
                let _ = names(&format!("{start}\u{1f600}{start}"));
            }
        }
    }
}
