//! Every setting can be overridden.
#![deny(warnings, missing_docs)]

use std::time::Duration;

use chanx::{Settings, prelude::*};

/// Echoes.
#[derive(Default)]
pub struct Echo;

#[consumer(
    public,
    send_completion = true,
    send_authentication_message = false,
    camelize = true,
    log_received_message = false,
    log_sent_message = false,
    log_ignored_actions = [],
    subprotocols = vec!["a".to_owned()],
    origins = Origins::Any,
    max_message_size = 1,
    max_frame_size = 2,
    handshake_timeout = Duration::from_secs(3),
    authentication_timeout = Duration::from_secs(4),
    ping_interval = Duration::from_secs(5),
    ping_timeout = Duration::from_secs(6),
    max_outbound_queue = 7,
    write_timeout = Duration::from_secs(8),
    max_concurrent_handlers = 9,
    max_groups = 10,
    max_group_name = 11,
    layer_timeout = Duration::from_secs(20),
    drain_timeout = Duration::from_secs(12),
    max_json_depth = 13,
    max_messages_per_turn = 14,
    close_timeout = Duration::from_secs(15),
    max_credentials_size = 16,
    rate_limit = Some(RateLimit::per_second(17)),
    user_rate_limit = Some(RateLimit::per_minute(18).burst(19)),
)]
impl Echo {
    #[text_handler]
    async fn text(&mut self, text: String) -> Text {
        Text(text)
    }

    #[binary_handler]
    async fn binary(bytes: Bytes, _: Context<Self>) -> Binary {
        Binary(bytes)
    }
}

pub(crate) fn main() {
    let mut settings = Settings::default();
    <Echo as Consumer>::settings(&mut settings);
    // All fields, so that a new one cannot be forgotten here.
    let Settings {
        send_completion,
        send_authentication_message,
        camelize,
        log_received_message,
        log_sent_message,
        log_ignored_actions,
        subprotocols,
        origins,
        max_message_size,
        max_frame_size,
        handshake_timeout,
        authentication_timeout,
        max_credentials_size,
        rate_limit,
        user_rate_limit,
        ping_interval,
        ping_timeout,
        max_outbound_queue,
        write_timeout,
        max_concurrent_handlers,
        max_groups,
        max_group_name,
        layer_timeout,
        drain_timeout,
        max_json_depth,
        max_messages_per_turn,
        close_timeout,
    } = settings;
    assert!(send_completion && camelize);
    assert!(!send_authentication_message && !log_received_message && !log_sent_message);
    assert!(log_ignored_actions.is_empty());
    assert_eq!(subprotocols, ["a"]);
    assert_eq!(origins, Origins::Any);
    assert_eq!((max_message_size, max_frame_size), (1, 2));
    let times = [
        handshake_timeout,
        authentication_timeout,
        ping_interval,
        ping_timeout,
        write_timeout,
        drain_timeout,
        layer_timeout,
        close_timeout,
    ];
    assert_eq!(times.map(|time| time.as_secs()), [3, 4, 5, 6, 8, 12, 20, 15]);
    let most = [
        max_outbound_queue,
        max_concurrent_handlers,
        max_groups,
        max_group_name,
        max_json_depth,
        max_messages_per_turn,
    ];
    assert_eq!(most, [7, 9, 10, 11, 13, 14]);
    assert_eq!(max_credentials_size, 16);
    assert_eq!(rate_limit, Some(RateLimit::per_second(17)));
    assert_eq!(user_rate_limit, Some(RateLimit::per_minute(18).burst(19)));
}
