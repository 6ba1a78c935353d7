//! Numbers and texts as people read them.

use unicode_width::UnicodeWidthStr as _;

/// A number of bytes: `931 B`, `8.0 MB`. Powers of 1000, as disks and downloads are labelled.
pub fn bytes(count: u64) -> String {
    if count < 1000 {
        return format!("{count} B");
    }
    format!("{}B", scaled(count, "kMGTPE"))
}

/// A large number: `300.8 M`.
pub fn count(count: u64) -> String {
    if count < 1000 {
        return count.to_string();
    }
    scaled(count, "kMGTPE").trim_end().to_owned()
}

fn scaled(count: u64, prefixes: &str) -> String {
    let mut value = count as f64;
    let mut prefix = ' ';
    for next in prefixes.chars() {
        // 999.95 would read 1000.0.
        if value < 999.95 {
            break;
        }
        value /= 1000.0;
        prefix = next;
    }
    format!("{value:.1} {prefix}")
}

/// A time in microseconds: `850 ns`, `12.3 us`, `7.46 ms`, `1.20 s`.
pub fn micros(time: f64) -> String {
    match time {
        _ if time < 0.9995 => format!("{:.0} ns", time * 1e3),
        _ if time < 999.5 => format!("{} us", digits(time)),
        _ if time < 999_500.0 => format!("{} ms", digits(time / 1e3)),
        _ => format!("{} s", digits(time / 1e6)),
    }
}

/// Three digits.
fn digits(value: f64) -> String {
    match value {
        _ if value < 9.995 => format!("{value:.2}"),
        _ if value < 99.95 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

/// A number in a few digits.
pub fn short(value: f64) -> String {
    let size = value.abs();
    if value.fract() == 0.0 && size < 1e9 {
        format!("{value}")
    } else if (1e-3..1e6).contains(&size) {
        let text = format!("{value:.4}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        format!("{value:.3e}")
    }
}

/// A part of a whole: `12.3 %`.
pub fn percent(part: f64) -> String {
    format!("{:.1} %", part * 100.0)
}

/// `1 tensor`, `2 tensors`.
pub fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The columns that `text` takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` without line breaks and control characters: names in models may hold anything.
pub fn one_line(text: &str) -> String {
    let plain = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// `text` without control characters but for those in `kept`: what a file or a model brings along can hold
/// escape sequences that move the cursor.
pub fn printable(text: &str, kept: &str) -> String {
    let plain = |c: char| match c.is_control() && !kept.contains(c) {
        true => '\u{fffd}',
        false => c,
    };
    text.chars().map(plain).collect()
}

/// `text` in at most `columns`, with an ellipsis where something was cut out of the middle: long
/// names in models differ at both ends.
pub fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(1);
    let take = |chars: &mut dyn Iterator<Item = char>, room: usize| -> Vec<char> {
        let mut used = 0;
        chars
            .take_while(|c| {
                used += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
                used <= room
            })
            .collect()
    };
    let tail: String = take(&mut text.chars().rev(), room / 2)
        .into_iter()
        .rev()
        .collect();
    let head: String = take(&mut text.chars(), room - width(&tail))
        .into_iter()
        .collect();
    if columns == 0 {
        String::new()
    } else {
        format!("{head}…{tail}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_four_digits() {
        assert_eq!(bytes(0), "0 B");
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(1000), "1.0 kB");
        assert_eq!(bytes(999_960), "1.0 MB");
        assert_eq!(bytes(8_039_424), "8.0 MB");
        assert_eq!(count(300_774_272), "300.8 M");
        assert_eq!(bytes(u64::MAX), "18.4 EB");
    }

    #[test]
    fn times_have_three_digits() {
        assert_eq!(micros(0.25), "250 ns");
        assert_eq!(micros(0.9999), "1.00 us");
        assert_eq!(micros(12.345), "12.3 us");
        assert_eq!(micros(999.7), "1.00 ms");
        assert_eq!(micros(7_456.0), "7.46 ms");
        assert_eq!(micros(1_200_000.0), "1.20 s");
        assert_eq!(percent(0.1234), "12.3 %");
    }

    #[test]
    fn long_texts_lose_their_middle() {
        assert_eq!(fit("abc", 3), "abc");
        assert_eq!(fit("abcdefgh", 5), "ab…gh");
        assert_eq!(fit("abcdefgh", 1), "…");
        assert_eq!(fit("abcdefgh", 0), "");
        assert_eq!(width(&fit("日本語日本語", 7)), 7);
    }
}
