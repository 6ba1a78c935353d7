//! Names of classes, ready to be handed out.

use std::sync::Arc;

use litert::model::Labels;

use crate::decode::classify::{Filter, MOST_CLASSES};
use crate::error::{Error, Result};

/// The name of each class. A class without one is called by its number.
#[derive(Debug)]
pub(super) struct Names {
    names: Vec<Arc<str>>,
    /// How many of them the model named.
    known: usize,
}

/// More names than this are not kept for classes that no list names.
const MOST_NUMBERED: usize = 1 << 16;

impl Names {
    /// `labels` for `classes` classes, where their number is known.
    pub(super) fn new(labels: Option<&Labels>, classes: Option<usize>, from: &str) -> Result<Self> {
        if let (Some(labels), Some(classes)) = (labels, classes) {
            if labels.len() != classes {
                return Err(Error::model(format!(
                    "the model tells {classes} classes apart, and {from} {} of them; give it a list of \
                     {classes} with .labels(..)",
                    match labels.len() {
                        1 => "names 1".to_owned(),
                        len => format!("names {len}"),
                    }
                )));
            }
        }
        let known = labels.map_or(0, Labels::len);
        let count = known.max(classes.unwrap_or(0)).min(MOST_CLASSES);
        let name = |class| match labels.and_then(|labels| labels.get(class)) {
            Some(name) => Arc::from(name),
            None => numbered(class),
        };
        Ok(Self {
            names: (0..count).map(name).collect(),
            known,
        })
    }

    /// The name of a class, without an allocation unless the class is new.
    pub(super) fn get(&mut self, class: u32) -> Arc<str> {
        let class = class as usize;
        if class >= MOST_NUMBERED.max(self.names.len()) {
            return numbered(class);
        }
        for class in self.names.len()..=class {
            self.names.push(numbered(class));
        }
        match self.names.get(class) {
            Some(name) => Arc::clone(name),
            None => numbered(class),
        }
    }

    /// All names.
    pub(super) fn into_all(self) -> Vec<Arc<str>> {
        self.names
    }

    /// Which classes count, by their names.
    pub(super) fn filter(&self, only: &[String], except: &[String]) -> Result<Filter> {
        match (only, except) {
            ([], []) => Ok(Filter::all()),
            (only, []) => Ok(Filter::only(self.classes(only)?)),
            ([], except) => Ok(Filter::except(self.classes(except)?)),
            _ => Err(Error::invalid_argument(
                "classes that count and classes that do not were both given; give one list",
            )),
        }
    }

    fn classes(&self, wanted: &[String]) -> Result<Vec<usize>> {
        let mut all = Vec::new();
        for name in wanted {
            let before = all.len();
            let same = self
                .names
                .iter()
                .enumerate()
                .filter(|(_, it)| ***it == **name);
            all.extend(same.map(|(class, _)| class));
            if all.len() == before {
                return Err(self.unknown(name));
            }
        }
        Ok(all)
    }

    fn unknown(&self, name: &str) -> Error {
        if self.known == 0 {
            return Error::invalid_argument(format!(
                "no class is called '{name}': the model names none; give it names with .labels(..)"
            ));
        }
        let lower = name.to_lowercase();
        let near = self.names.iter().filter(|it| {
            let it = it.to_lowercase();
            it.contains(&lower) || lower.contains(&it)
        });
        let near: Vec<String> = near.take(5).map(|it| format!("'{it}'")).collect();
        let hint = match near[..] {
            [] => format!(
                "the model names {} classes, such as '{}'",
                self.known, self.names[0]
            ),
            _ => format!("did you mean {}?", near.join(" or ")),
        };
        Error::invalid_argument(format!("no class is called '{name}': {hint}"))
    }
}

fn numbered(class: usize) -> Arc<str> {
    Arc::from(format!("class {class}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_without_names_are_called_by_number() {
        let labels = Labels::parse("0 cat\n2 dog");
        let mut names = Names::new(Some(&labels), Some(3), "labels.txt").unwrap();
        let all = [0, 1, 2, 7].map(|class| names.get(class).to_string());
        assert_eq!(all, ["cat", "class 1", "dog", "class 7"]);
        assert_eq!(&*names.get(u32::MAX), "class 4294967295");
        assert!(names.names.len() < 100);
    }

    #[test]
    fn labels_of_another_length_are_refused() {
        let labels = Labels::parse("cat\ndog");
        let error = Names::new(Some(&labels), Some(3), "the list given").unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("3 classes") && text.contains("the list given names 2"),
            "{text}"
        );
        let names = Names::new(Some(&labels), None, "").unwrap();
        let text = names
            .filter(&["Dog".to_owned()], &[])
            .unwrap_err()
            .to_string();
        assert!(text.contains("'dog'"), "{text}");
        assert!(
            names
                .filter(&["dog".to_owned()], &["cat".to_owned()])
                .is_err()
        );
        assert!(!names.filter(&[], &["cat".to_owned()]).unwrap().allows(0));
    }
}
