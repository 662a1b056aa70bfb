//! The rules of who may connect.

use std::fmt::{self, Display};

use super::{ContractDiff, permissions::permissions};
use crate::model::{Authentication, Route, SecurityScheme};

pub(super) fn access(diff: &mut ContractDiff, at: &str, old: &Route, new: &Route) {
    let (was, is) = (&old.access, &new.access);
    authentications(diff, at, &was.authentications, &is.authentications);
    match (was.anonymous, is.anonymous) {
        (true, false) => {
            diff.breaking(at, "anonymous people are no longer admitted: 401, close code 4401");
        }
        (false, true) => diff.compatible(at, "anonymous people are admitted too"),
        _ => {}
    }
    match (&was.user, &is.user) {
        (None, Some(user)) if is.anonymous => {
            diff.compatible(at, format!("who is known is `{user}` now; nobody was known before"));
        }
        (Some(user), None) => diff.compatible(at, format!("nobody is known as `{user}` any more")),
        (Some(was), Some(is)) if was != is => {
            diff.compatible(at, format!("the user's type is `{is}` now, was `{was}`"));
        }
        _ => {}
    }
    match (&was.object, &is.object) {
        (None, Some(object)) => {
            diff.breaking(at, format!("refuses where there is no `{object}`: 404, close code 4404"));
        }
        (Some(object), None) => diff.compatible(at, format!("needs no `{object}` any more")),
        (Some(was), Some(is)) if was != is => {
            diff.compatible(at, format!("the object's type is `{is}` now, was `{was}`"));
        }
        _ => {}
    }
    permissions(diff, at, was.permissions.as_deref(), is.permissions.as_deref());
    refusals(diff, at, old, new);
}

fn authentications(diff: &mut ContractDiff, at: &str, was: &[Authentication], is: &[Authentication]) {
    let find = |all: &[Authentication], name: &str| all.iter().find(|one| one.name == name).cloned();
    for one in was {
        let name = one.name.as_str();
        let Some(other) = find(is, name) else {
            diff.breaking(at, format!("nobody is known by `{name}` any more"));
            continue;
        };
        if let (Some(was), Some(is)) = (&one.schemes, &other.schemes) {
            schemes(diff, at, name, was, is);
        }
    }
    for come in is.iter().filter(|one| find(was, &one.name).is_none()) {
        diff.compatible(at, format!("people are known by `{}` too", come.name));
    }
}

fn schemes(diff: &mut ContractDiff, at: &str, name: &str, was: &[SecurityScheme], is: &[SecurityScheme]) {
    let known = |all: &[SecurityScheme], one: &SecurityScheme| all.iter().any(|other| same(one, other));
    for gone in was.iter().filter(|one| !known(is, one)) {
        diff.breaking(at, format!("`{name}` no longer takes {gone}"));
    }
    // Where none were told before, these may have been taken all along.
    for come in is.iter().filter(|one| !was.is_empty() && !known(was, one)) {
        diff.compatible(at, format!("`{name}` takes {come} too"));
    }
}

/// Tells whether clients show the same to both: schemes of HTTP authentication and names of headers are the same in either
/// case (RFC 9110 sections 11.1 and 5.1), and a session whose cookie one side does not name may be in the cookie that the
/// other side names.
fn same(one: &SecurityScheme, other: &SecurityScheme) -> bool {
    let equal = |one: &Option<String>, other: &Option<String>, ignoring_case: bool| match (one, other) {
        (Some(one), Some(other)) if ignoring_case => one.eq_ignore_ascii_case(other),
        _ => one == other,
    };
    let unnamed = one.kind == "session" && (one.name.is_none() || other.name.is_none());
    one.kind == other.kind
        && one.place == other.place
        && equal(&one.scheme, &other.scheme, true)
        && (unnamed || equal(&one.name, &other.name, one.place == "header"))
}

/// The scheme in words: a bearer token in the header `Authorization`.
impl Display for SecurityScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind.as_str(), &self.scheme) {
            ("bearer", _) => f.write_str("a bearer token")?,
            ("basic", _) => f.write_str("a name and a password")?,
            (_, Some(word)) => write!(f, "credentials behind `{word}`")?,
            ("api_key", _) => f.write_str("a token")?,
            (kind, _) => write!(f, "a {kind}")?,
        }
        let place = match self.place.as_str() {
            "query" => "query's parameter",
            place => place,
        };
        match &self.name {
            Some(name) => write!(f, " in the {place} `{name}`"),
            None => write!(f, " in a {place}"),
        }
    }
}

/// Compares how a connection may be refused, where that is not told as a change of who may connect.
fn refusals(diff: &mut ContractDiff, at: &str, old: &Route, new: &Route) {
    let (was, is) = (&old.access, &new.access);
    let told = |status: u16| match status {
        401 => was.anonymous != is.anonymous,
        403 => was.permissions.is_some() != is.permissions.is_some(),
        404 => was.object.is_some() != is.object.is_some(),
        _ => false,
    };
    for (&status, &code) in &new.refusals {
        match old.refusals.get(&status) {
            Some(&before) if before != code => {
                diff.breaking(
                    at,
                    format!("refuses with the close code {code} now for {status}, {before} before"),
                );
            }
            None if !told(status) => {
                diff.breaking(at, format!("may refuse now: {status}, close code {code}"));
            }
            _ => {}
        }
    }
    for status in old.refusals.keys().filter(|status| !new.refusals.contains_key(status) && !told(**status)) {
        diff.compatible(at, format!("no longer refuses: {status}"));
    }
}
