//! The formats of texts, as serde and the rules read them.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::LazyLock,
};

use garde::rules::email::Email;
use regex::Regex;

use crate::validate::rules::is_url;

/// Tells whether a text is of a format; every text is of one that is not known here.
pub(super) fn is_of_format(format: &str, text: &str) -> bool {
    const DATE: &str = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])";
    const TIME: &str = r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?";
    const ZONE: &str = r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)";
    static DATE_TIME: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(&format!("^{DATE}[Tt ]{TIME}{ZONE}$")).ok());
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&format!("^{DATE}$")).ok());

    let matches = |regex: &Option<Regex>| regex.as_ref().is_none_or(|regex| regex.is_match(text));
    match format {
        "ip" => text.parse::<IpAddr>().is_ok(),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "email" => text.validate_email().is_ok(),
        "uri" => is_url(text),
        "date-time" => matches(&DATE_TIME),
        "date" => matches(&DAY),
        _ => true,
    }
}
