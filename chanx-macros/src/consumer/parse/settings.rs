//! Settings that a consumer overrides: `send_completion = true`.

use proc_macro2::Ident;
use syn::Expr;

/// A setting that `#[consumer(…)]` can override; the runtime's `Settings` has a field of that name.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(crate) name: &'static str,
    /// What a right value looks like.
    pub(crate) example: &'static str,
    pub(crate) form: Form,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    /// Assigned as it is.
    Plain,
    /// A list of texts, in any form.
    Texts,
    /// A list of origins, or an `Origins`.
    Origins,
}

const fn plain(name: &'static str, example: &'static str) -> Setting {
    Setting { name, example, form: Form::Plain }
}

const SECONDS: &str = "Duration::from_secs(10)";

/// All of them, in the order of the runtime's `Settings`.
pub(crate) const SETTINGS: [Setting; 27] = [
    plain("send_completion", "true"),
    plain("send_authentication_message", "false"),
    plain("camelize", "true"),
    plain("log_received_message", "false"),
    plain("log_sent_message", "false"),
    Setting { name: "log_ignored_actions", example: "[\"ping\"]", form: Form::Texts },
    Setting { name: "subprotocols", example: "[\"chat.v1\"]", form: Form::Texts },
    Setting { name: "origins", example: "Origins::Any", form: Form::Origins },
    plain("max_message_size", "64 * 1024"),
    plain("max_frame_size", "64 * 1024"),
    plain("handshake_timeout", SECONDS),
    plain("authentication_timeout", SECONDS),
    plain("max_credentials_size", "8 * 1024"),
    plain("rate_limit", "Some(RateLimit::per_second(10))"),
    plain("user_rate_limit", "Some(RateLimit::per_second(10))"),
    plain("ping_interval", SECONDS),
    plain("ping_timeout", SECONDS),
    plain("max_outbound_queue", "1024 * 1024"),
    plain("write_timeout", SECONDS),
    plain("close_timeout", SECONDS),
    plain("max_concurrent_handlers", "8"),
    plain("max_groups", "128"),
    plain("max_group_name", "255"),
    plain("layer_timeout", SECONDS),
    plain("drain_timeout", SECONDS),
    plain("max_json_depth", "128"),
    plain("max_messages_per_turn", "32"),
];

/// A setting and the value it gets.
#[derive(Debug)]
pub(crate) struct Override {
    pub(crate) setting: &'static Setting,
    pub(crate) name: Ident,
    pub(crate) value: Expr,
}
