//! A failure in words: what is wrong, and what to paste to see it again.

use std::fmt::{self, Write as _};

use super::{judge::Problem, session::Sent};

/// Something wrong, at the smallest frame that shows it.
#[derive(Debug)]
pub(super) struct Finding {
    /// The route as written.
    pub(super) route: String,
    /// `None` for what is wrong whatever is sent.
    pub(super) action: Option<&'static str>,
    pub(super) problem: Problem,
    /// In this order, on one connection.
    pub(super) sent: Vec<Sent>,
    pub(super) transcript: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.route)?;
        if let Some(action) = self.action {
            write!(f, ", `{action}`")?;
        }
        writeln!(f, ": {}", self.problem.words)?;
        if let Some(Sent::Text(text)) = self.sent.first() {
            writeln!(f, "   frame: {text}")?;
        }
        for sent in &self.sent {
            match sent {
                Sent::Text(text) => writeln!(f, "   communicator.send_text({}).await;", literal(text))?,
                Sent::Binary(bytes) => {
                    writeln!(
                        f,
                        "   communicator.send_binary(b\"{}\".to_vec()).await;",
                        bytes.escape_ascii()
                    )?;
                }
            }
        }
        self.transcript.lines().try_for_each(|line| writeln!(f, "   {line}"))
    }
}

/// A text as Rust writes it.
fn literal(text: &str) -> String {
    if text.contains(|letter: char| letter.is_control()) {
        return format!("{text:?}");
    }
    let mut hashes = String::from("#");
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}

/// All that was found, and how to find it again.
pub(super) fn told(findings: &[Finding], seed: u64) -> String {
    let many = if findings.len() == 1 { "1 breach" } else { &format!("{} breaches", findings.len()) };
    let mut all = format!("{many} of the contract; `.seed({seed})` finds the same again\n");
    for (index, finding) in findings.iter().enumerate() {
        let _ = write!(all, "\n{}. {finding}", index + 1);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_literal_says_the_text() {
        assert_eq!(literal(r#"{"a":1}"#), r##"r#"{"a":1}"#"##);
        assert_eq!(literal("\"#"), "r##\"\"#\"##");
        assert_eq!(literal("a\rb"), r#""a\rb""#);
    }
}
