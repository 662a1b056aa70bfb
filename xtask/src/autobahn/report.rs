//! The runner's `index.json`: which case ended how.

/// Invalid UTF-8 in the middle of a fragmented message: RFC 6455 lets an endpoint find it when the message is
/// complete; the suite would like it sooner.
const NON_STRICT: [&str; 2] = ["6.4.3", "6.4.4"];

/// What RFC 6455 leaves open: data after a close frame, and close codes outside the defined ranges.
const INFORMATIONAL: [&str; 3] = ["7.1.6", "7.13.1", "7.13.2"];

/// One case's verdicts.
#[derive(Debug, PartialEq)]
pub(crate) struct Case<'a> {
    id: &'a str,
    behavior: &'a str,
    close: &'a str,
}

/// Reads the report line by line: the runner's version is pinned, and it writes one key a line, sorted.
pub(crate) fn read(index: &str) -> Vec<Case<'_>> {
    let mut cases = Vec::new();
    for line in index.lines() {
        let Some((key, value)) = line.trim().split_once(": ") else { continue };
        let (key, value) = (key.trim_matches('"'), value.trim_end_matches(',').trim_matches('"'));
        match (key, value) {
            (id, "{") if id.starts_with(|c: char| c.is_ascii_digit()) && !id.contains(':') => {
                cases.push(Case { id, behavior: "", close: "" });
            }
            ("behavior", verdict) => last(&mut cases, |case| case.behavior = verdict),
            ("behaviorClose", verdict) => last(&mut cases, |case| case.close = verdict),
            _ => {}
        }
    }
    cases
}

/// Fails with every case that does not conform.
pub(crate) fn judge(cases: &[Case<'_>]) -> Result<(), String> {
    let bad: Vec<_> = cases.iter().filter(|case| !conforms(case)).collect();
    for case in &bad {
        println!("case {}: {}, close: {}", case.id, case.behavior, case.close);
    }
    match bad.len() {
        0 => Ok(()),
        count => Err(format!("{count} cases do not conform")),
    }
}

fn conforms(case: &Case<'_>) -> bool {
    match (case.behavior, case.close) {
        ("OK", "OK") => true,
        ("NON-STRICT", "OK") => NON_STRICT.contains(&case.id),
        ("INFORMATIONAL" | "OK", "INFORMATIONAL" | "OK") => INFORMATIONAL.contains(&case.id),
        _ => false,
    }
}

fn last<'a>(cases: &mut [Case<'a>], set: impl FnOnce(&mut Case<'a>)) {
    if let Some(case) = cases.last_mut() {
        set(case);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = r#"{
   "127.0.0.1:9000": {
      "1.1.1": {
         "behavior": "OK",
         "behaviorClose": "OK",
         "duration": 1,
         "remoteCloseCode": 1000
      },
      "6.4.3": {
         "behavior": "NON-STRICT",
         "behaviorClose": "OK"
      }
   }
}"#;

    #[test]
    fn a_report_is_read() {
        assert_eq!(
            read(INDEX),
            [
                Case { id: "1.1.1", behavior: "OK", close: "OK" },
                Case { id: "6.4.3", behavior: "NON-STRICT", close: "OK" },
            ]
        );
        assert_eq!(judge(&read(INDEX)), Ok(()));
    }

    #[test]
    fn only_listed_cases_may_be_less_than_ok() {
        let lax = INDEX.replace("6.4.3", "6.4.1");
        assert_eq!(judge(&read(&lax)), Err("1 cases do not conform".to_owned()));
        let unclean = INDEX.replace("\"behaviorClose\": \"OK\",", "\"behaviorClose\": \"UNCLEAN\",");
        assert_eq!(judge(&read(&unclean)), Err("1 cases do not conform".to_owned()));
        let unread = INDEX.replace("\"behavior\"", "\"verdict\"");
        assert_eq!(judge(&read(&unread)), Err("2 cases do not conform".to_owned()));
    }
}
