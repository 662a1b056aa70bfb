//! Rows of refusals.

use super::AccessInfo;
use crate::settings::Settings;

/// A reason for which a connection is not opened.
///
/// A connection that is open and may not stay (its credentials expire, or it is looked at again) is closed with the close
/// code of the same status. An authentication, an object or a permission with a `Rejection` of its own may refuse with
/// any of these statuses, and answer the request as it likes. Refusals of a request that is no handshake, comes from an origin
/// that is not allowed, or has a path that no route takes are the same for all routes, and not among these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The status, as HTTP means it. It stands in the answer where that comes before the upgrade, else in the frame
    /// `authentication`.
    pub status: u16,
    /// The code that closes a connection for this reason after the upgrade.
    pub close_code: u16,
    /// `true` where the request is answered by HTTP, and nothing is upgraded.
    pub before_upgrade: bool,
    /// The reason in plain words.
    pub when: &'static str,
}

impl Refusal {
    /// The refusals of a route with these settings, by status; one that may come before and after the upgrade stands twice.
    pub(crate) fn of(access: &AccessInfo, settings: &Settings) -> Vec<Self> {
        let before_upgrade = !settings.send_authentication_message && access.may_refuse();
        // A permission may want somebody who is known, also where nobody can be.
        let unknown = !access.authentications.is_empty() || !access.anonymous || access.permissions.is_some();
        let all = [
            (401, unknown, before_upgrade, "there are no valid credentials"),
            (403, access.permissions.is_some(), before_upgrade, "a permission refuses"),
            (404, access.object.is_some(), before_upgrade, "there is no such object"),
            (500, before_upgrade, true, "an authentication, the object or a permission fails"),
            (500, true, false, "something fails before the connection has begun"),
        ];
        let refusal = |(status, _, before_upgrade, when)| Self {
            status,
            close_code: 4000 + status,
            before_upgrade,
            when,
        };
        all.into_iter().filter(|&(_, may, ..)| may).map(refusal).collect()
    }
}
