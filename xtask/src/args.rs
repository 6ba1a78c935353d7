//! Just enough argument parsing for a handful of maintainer tasks.

/// The arguments of one task, taken out one by one.
pub(crate) struct Args {
    rest: Vec<String>,
}

impl Args {
    /// All arguments after the task's name.
    pub(crate) fn new(args: &[String]) -> Self {
        Self {
            rest: args.to_vec(),
        }
    }

    /// Whether `name` was given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.rest.len();
        self.rest.retain(|a| a != name);
        self.rest.len() != before
    }

    /// The value of `--name VALUE` or `--name=VALUE`, if given.
    pub(crate) fn optional(&mut self, name: &str) -> Result<Option<String>, String> {
        let joined = format!("{name}=");
        let Some(at) = self
            .rest
            .iter()
            .position(|a| a == name || a.starts_with(&joined))
        else {
            return Ok(None);
        };
        let found = self.rest.remove(at);
        if let Some(value) = found.strip_prefix(&joined) {
            return Ok(Some(value.to_owned()));
        }
        match self.rest.get(at) {
            Some(value) if !value.starts_with("--") => Ok(Some(self.rest.remove(at))),
            _ => Err(format!("{name} needs a value")),
        }
    }

    /// Like [`Args::optional`], but it must be there.
    pub(crate) fn required(&mut self, name: &str) -> Result<String, String> {
        self.optional(name)?
            .ok_or_else(|| format!("{name} is missing"))
    }

    /// Refuses what nobody asked for, so that a misspelt option is not ignored.
    pub(crate) fn finish(self) -> Result<(), String> {
        match self.rest.first() {
            None => Ok(()),
            Some(extra) => Err(format!("do not know what to do with `{extra}`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn args(words: &[&str]) -> Args {
        Args::new(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn values_come_joined_or_apart() {
        let mut a = args(&["--litert", "one", "--tflite=two", "--check"]);
        assert_eq!(a.required("--litert").as_deref(), Ok("one"));
        assert_eq!(a.required("--tflite").as_deref(), Ok("two"));
        assert!(a.flag("--check"));
        assert_eq!(a.finish(), Ok(()));
    }

    #[test]
    fn a_missing_value_is_not_the_next_option() {
        let mut a = args(&["--litert", "--tflite"]);
        assert_eq!(
            a.required("--litert"),
            Err("--litert needs a value".to_owned())
        );
    }

    #[test]
    fn a_missing_option_is_named() {
        assert_eq!(
            args(&[]).required("--out"),
            Err("--out is missing".to_owned())
        );
        assert_eq!(args(&[]).optional("--out"), Ok(None));
    }

    #[test]
    fn leftovers_are_refused() {
        let mut a = args(&["--chek"]);
        assert!(!a.flag("--check"));
        assert!(a.finish().is_err_and(|e| e.contains("--chek")));
    }
}
