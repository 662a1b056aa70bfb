//! The book's Rust blocks, compiled (and where they end by themselves, run) as documentation tests.
//!
//! In `src/errors.md` the mended code is compiled; the mistakes are marked `rs`, and trybuild compiles them.

macro_rules! pages {
    ($($name:ident $path:literal)+) => {$(
        #[cfg(doctest)]
        #[doc = include_str!($path)]
        pub mod $name {}
    )+};
}

pages! {
    readme "../README.md"
    introduction "src/introduction.md"
    quick_start "src/quick-start.md"
    messages "src/messages.md"
    consumers "src/consumers.md"
    requests "src/requests.md"
    authentication "src/authentication.md"
    token "src/authentication/token.md"
    jwt "src/authentication/jwt.md"
    sessions "src/authentication/sessions.md"
    basic "src/authentication/basic.md"
    extractors "src/authentication/extractors.md"
    permissions "src/permissions.md"
    security "src/security.md"
    groups "src/groups.md"
    routing "src/routing.md"
    settings "src/settings.md"
    proxy "src/proxy.md"
    logs "src/logs.md"
    axum "src/axum.md"
    pages "src/pages.md"
    playground "src/playground.md"
    testing "src/testing.md"
    testing_users "src/testing/users.md"
    testing_contracts "src/testing/contracts.md"
    testing_recordings "src/testing/recordings.md"
    asyncapi "src/asyncapi.md"
    errors "src/errors.md"
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_settings_page_has_every_setting() {
        let page = include_str!("src/settings.md");
        let settings = serde_json::to_value(chanx::Settings::default()).unwrap();
        let absent: Vec<_> = settings
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| !page.contains(&format!("| `{key}` |")))
            .collect();
        assert!(absent.is_empty(), "docs/src/settings.md lacks {absent:?}");
    }
}
