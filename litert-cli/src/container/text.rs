//! The parts of a file as a table.

use std::io::{self, Write as _};

use super::Container;
use crate::format::{bytes, one_line};
use crate::output::Output;
use crate::table::{Align, Table};

impl Container {
    pub(crate) fn write_text(&self, path: &str, out: &mut Output<'_>) -> io::Result<()> {
        if !self.properties.is_empty() {
            out.heading("About the file")?;
            let mut table = Table::new([("", Align::Left), ("", Align::Left)]);
            for property in &self.properties {
                table.row([&property.name, &property.value]);
            }
            table.write(out)?;
        }
        out.heading("Parts")?;
        let mut table = Table::new([
            ("part", Align::Left),
            ("bytes", Align::Right),
            ("at", Align::Right),
            ("kind", Align::Left),
            ("", Align::Left),
        ]);
        for part in &self.parts {
            let properties: Vec<String> = part
                .properties
                .iter()
                .map(|it| format!("{} {}", it.name, it.value))
                .collect();
            table.row([
                &part.name,
                &bytes(part.bytes),
                &part.offset.to_string(),
                &part.kind,
                &properties.join(", "),
            ]);
        }
        table.write(out)?;
        match self.parts.iter().find(|part| part.is_model) {
            Some(model) => writeln!(
                out,
                "\n  To look into one: litert inspect {} --part {}",
                one_line(path),
                one_line(&model.name)
            ),
            None => Ok(()),
        }
    }
}
