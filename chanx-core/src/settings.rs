//! Settings and limits, for the whole application and per consumer.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Behaviour and limits; every field can be overridden per consumer: `#[consumer(camelize = true)]`.
///
/// Times are written as seconds, sizes as bytes, when it is loaded by serde; absent fields keep their default. Times longer
/// than a year count as a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own, named as in Python")]
pub struct Settings {
    /// Sends `complete`, `group_complete` and `event_complete` after each request, group message and event.
    /// Default: false.
    pub send_completion: bool,
    /// Tells the client the outcome of connecting by an `authentication` message. When off, who may not connect is
    /// refused before the upgrade, with an HTTP status. Default: true.
    pub send_authentication_message: bool,
    /// Writes field names in camelCase and reads both cases. Values and map keys are untouched.
    /// Default: false.
    pub camelize: bool,
    /// Logs each received message's action. Default: true.
    pub log_received_message: bool,
    /// Logs each sent message's action. Default: true.
    pub log_sent_message: bool,
    /// Actions that are not logged. Default: none.
    pub log_ignored_actions: Vec<String>,
    /// Subprotocols the consumer speaks, the best first; the first that the client offers too is chosen.
    /// Default: none.
    pub subprotocols: Vec<String>,
    /// Which origins browsers may connect from. Default: the same host.
    pub origins: Origins,
    /// Longest message in bytes; a longer one closes with 1009. Default: 64 KiB.
    pub max_message_size: usize,
    /// Longest frame in bytes; a longer one closes with 1009. Default: 64 KiB.
    pub max_frame_size: usize,
    /// Time for a request's head to arrive. Default: 10 s.
    #[serde(with = "seconds")]
    pub handshake_timeout: Duration,
    /// Time for authentications with object and permissions, for `connect` with groups, for `post_authentication`, and
    /// for `disconnected`. Default: 10 s.
    #[serde(with = "seconds")]
    pub authentication_timeout: Duration,
    /// Longest credentials in bytes: a header `Authorization`, `Cookie` or `Sec-WebSocket-Protocol`, the query, or the
    /// token of an `authenticate` message. Longer ones are refused with 401. Default: 8 KiB.
    pub max_credentials_size: usize,
    /// How many messages each connection may send, and pings, and pongs that it was not asked for; one more closes it with
    /// 1008. Default: any number.
    pub rate_limit: Option<RateLimit>,
    /// How many messages all connections of one user to one route of this node may send together; the connection
    /// that sends one more is closed with 1008. Default: any number.
    pub user_rate_limit: Option<RateLimit>,
    /// Silence after which the server sends a ping; zero for never. Default: 25 s.
    #[serde(with = "seconds")]
    pub ping_interval: Duration,
    /// Time for the peer to answer a ping, from when the ping was written, before it is dropped. It is longer by a second for
    /// each 4 KiB that the peer may have yet to read before the ping, of 6 MiB at most. Default: 10 s.
    #[serde(with = "seconds")]
    pub ping_timeout: Duration,
    /// Most bytes that wait for a slow peer, with the memory that keeps their frames in order, and most of events that wait for
    /// its handlers; one more closes it with 1013. Default: 1 MiB.
    pub max_outbound_queue: usize,
    /// Time in which the peer takes nothing of what waits for it, and says nothing, before it is closed with 1013. On Linux,
    /// bytes that the peer's kernel acknowledges are taken. Default: 30 s.
    #[serde(with = "seconds")]
    pub write_timeout: Duration,
    /// Time for what a client said before it closed to be handled, and for the closing handshake. Default: 5 s.
    #[serde(with = "seconds")]
    pub close_timeout: Duration,
    /// Most handlers without `self` that run at once on a connection. Default: 8.
    pub max_concurrent_handlers: usize,
    /// Most groups a connection is in at once. Default: 128.
    pub max_groups: usize,
    /// Longest group name in bytes. Default: 255.
    pub max_group_name: usize,
    /// Longest wait for an answer of the channel layer: for attaching the node at its first use, for joining or leaving a
    /// group, for publishing a group message or an event, which includes the wait for room. Default: 5 s.
    #[serde(with = "seconds")]
    pub layer_timeout: Duration,
    /// Time within which connections are closed (with 1012) when the server stops, at most: each has its moment, all of them
    /// within 3 ms for each, or within the first half of this time, if that is shorter. A handler that still runs after three
    /// quarters of it is cancelled. Default: 30 s.
    #[serde(with = "seconds")]
    pub drain_timeout: Duration,
    /// Nesting of arrays and objects at which a message is refused; more than 128 counts as 128, where the
    /// JSON parser stops by itself. Default: 128.
    pub max_json_depth: usize,
    /// Messages that one connection handles before others get their turn, control frames and fragments among them.
    /// Default: 32.
    pub max_messages_per_turn: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            send_completion: false,
            send_authentication_message: true,
            camelize: false,
            log_received_message: true,
            log_sent_message: true,
            log_ignored_actions: Vec::new(),
            subprotocols: Vec::new(),
            origins: Origins::SameHost,
            max_message_size: 64 * 1024,
            max_frame_size: 64 * 1024,
            handshake_timeout: Duration::from_secs(10),
            authentication_timeout: Duration::from_secs(10),
            max_credentials_size: 8 * 1024,
            rate_limit: None,
            user_rate_limit: None,
            ping_interval: Duration::from_secs(25),
            ping_timeout: Duration::from_secs(10),
            max_outbound_queue: 1024 * 1024,
            write_timeout: Duration::from_secs(30),
            close_timeout: Duration::from_secs(5),
            max_concurrent_handlers: 8,
            max_groups: 128,
            max_group_name: 255,
            layer_timeout: Duration::from_secs(5),
            drain_timeout: Duration::from_secs(30),
            max_json_depth: 128,
            max_messages_per_turn: 32,
        }
    }
}

/// A time that is as good as for ever: clocks cannot add much longer ones.
const LONGEST: Duration = Duration::from_hours(24 * 365);

impl Settings {
    /// The same, with no time longer than a year.
    pub(crate) fn bounded(mut self) -> Self {
        let times = [
            &mut self.handshake_timeout,
            &mut self.authentication_timeout,
            &mut self.ping_interval,
            &mut self.ping_timeout,
            &mut self.write_timeout,
            &mut self.close_timeout,
            &mut self.layer_timeout,
            &mut self.drain_timeout,
        ];
        for time in times {
            *time = LONGEST.min(*time);
        }
        for limit in [&mut self.rate_limit, &mut self.user_rate_limit].into_iter().flatten() {
            limit.period = LONGEST.min(limit.period);
        }
        self
    }
}

/// How many messages may be sent: evenly over the period, and at once as many as the burst (the generic cell rate
/// algorithm, ITU-T I.371). Every message counts, text or binary, also those that are invalid; and so does every ping, every
/// pong that answers none of the server's, and every fragment of a message but for the last.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateLimit {
    /// Messages in a period; 0 counts as 1.
    pub messages: u32,
    /// The period.
    #[serde(with = "seconds")]
    pub period: Duration,
    /// Messages at once, after a time of silence; as many as in a period where it is not given.
    #[serde(default)]
    pub burst: Option<u32>,
}

impl RateLimit {
    /// So many messages in a period, and at once.
    pub const fn new(messages: u32, period: Duration) -> Self {
        Self { messages, period, burst: None }
    }

    /// So many messages a second, and at once.
    pub const fn per_second(messages: u32) -> Self {
        Self::new(messages, Duration::from_secs(1))
    }

    /// So many messages a minute, and at once.
    pub const fn per_minute(messages: u32) -> Self {
        Self::new(messages, Duration::from_mins(1))
    }

    /// So many messages at once.
    #[must_use]
    pub const fn burst(mut self, messages: u32) -> Self {
        self.burst = Some(messages);
        self
    }
}

/// Which origins browsers may connect from (RFC 6455 section 10.2). A request without `Origin` comes from no
/// browser and is let in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origins {
    /// Only the host that the request itself names.
    SameHost,
    /// These, as `https://example.com[:port]`.
    List(Vec<String>),
    /// Any: for public services whose connections carry no cookies.
    Any,
}

mod seconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(time: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_f64(time.as_secs_f64())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        Duration::try_from_secs_f64(f64::deserialize(from)?).map_err(D::Error::custom)
    }
}
