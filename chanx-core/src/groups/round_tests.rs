//! What each member sees of a group message.

use std::sync::Arc;

use super::{Progress, Round};
use crate::{
    groups::group::Pending,
    layer::{ChannelName, Envelope, EnvelopeKind},
    link::{ConnectionHandle, Inbox, Outbox, SessionHandle},
    schema::MessageSchema,
    settings::Settings,
    table::{ConsumerInfo, MessageInfo, schema_of},
    wire::WireFormat,
};

static NOTE: MessageInfo = MessageInfo {
    group: true,
    ..MessageInfo::new::<serde_json::Value>("note", "Note", schema_of!(serde_json::Value))
};

fn session(name: &str, user: Option<&str>) -> SessionHandle {
    session_with(name, user, Arc::new(WireFormat::sending(&[&NOTE])))
}

fn session_with(name: &str, user: Option<&str>, format: Arc<WireFormat>) -> SessionHandle {
    let connection = ConnectionHandle::new(Outbox::new(None, usize::MAX));
    let (name, user) = (ChannelName::new(name), user.map(Arc::from));
    SessionHandle::new(name, user, format, Inbox::new(usize::MAX), connection.into())
}

fn note(seq: u64, sender: &str, user: Option<&str>, exclude_current: bool) -> Pending {
    let body = format!(r#"{{"action":"note","payload":{seq}}}"#);
    let mut envelope = Envelope::new(EnvelopeKind::Message, "note", body);
    envelope.sender = Some(sender.into());
    envelope.user = user.map(Into::into);
    envelope.exclude_current = exclude_current;
    Pending { seq, envelope: Arc::new(envelope) }
}

fn round(pending: Vec<Pending>) -> Round {
    let mut round = Round::default();
    round.admit(pending, Progress::default());
    round
}

fn seen(round: &mut Round, session: &SessionHandle, joined: u64) -> String {
    round.deliver(session, joined);
    let frames = session.connection.outbox.take_waiting();
    String::from_utf8_lossy(&frames).chars().filter(|c| !c.is_control() && *c != '\u{fffd}').collect()
}

#[test]
fn others_the_same_user_and_the_sender_see_whose_it_is() {
    let mut round = round(vec![note(5, "n.1", Some("ann"), false)]);
    let text = r#"{"action":"note","payload":5,"is_mine"#;
    let cases = [
        (session("n.2", Some("bob")), "false", "false"),
        (session("n.3", None), "false", "false"),
        (session("n.4", Some("ann")), "true", "false"),
        (session("n.1", Some("ann")), "true", "true"),
    ];
    for (session, mine, current) in cases {
        let seen = seen(&mut round, &session, 1);
        assert!(
            seen.contains(&format!(r#"{text}":{mine},"is_current":{current}}}"#)),
            "{}: {seen}",
            session.name
        );
    }
}

#[test]
fn anonymous_people_are_nobodys_same_user() {
    let mut round = round(vec![note(5, "n.1", None, false)]);
    assert!(seen(&mut round, &session("n.2", None), 1).contains(r#""is_mine":false"#));
    assert!(seen(&mut round, &session("n.1", None), 1).contains(r#""is_mine":true"#));
}

#[test]
fn the_sender_is_left_out_of_its_own_alone() {
    let mut round = round(vec![note(5, "n.1", None, true), note(6, "n.2", None, true)]);
    let seen = seen(&mut round, &session("n.1", None), 1);
    assert!(!seen.contains(r#""payload":5"#) && seen.contains(r#""payload":6"#), "{seen}");
}

#[test]
fn a_member_gets_what_was_published_after_it_joined() {
    let mut round = round(vec![note(5, "n.1", None, true), note(7, "n.1", None, true)]);
    let late = seen(&mut round, &session("n.2", None), 6);
    assert!(!late.contains(r#""payload":5"#) && late.contains(r#""payload":7"#), "{late}");
    assert_eq!(seen(&mut round, &session("n.3", None), 8), "");
}

#[test]
fn members_with_the_same_wire_format_share_the_bytes() {
    let mut round = round(vec![note(5, "n.1", None, true)]);
    let format = Arc::new(WireFormat::sending(&[&NOTE]));
    let first = round.joined(&format, 0);
    assert_eq!(first.as_ptr(), round.joined(&format, 0).as_ptr());
}

fn panics() -> &'static MessageSchema {
    panic!("an expected panic: a schema that cannot be made")
}

#[test]
fn a_message_whose_encoding_panics_is_left_out_alone_and_only_where_it_does() {
    static ODD: MessageInfo =
        MessageInfo { group: true, ..MessageInfo::new::<serde_json::Value>("odd", "Odd", panics) };
    static INFO: ConsumerInfo = ConsumerInfo { sends: &[&[&NOTE, &ODD]], ..ConsumerInfo::new("Hall") };
    let formats = [true, false].map(|camelize| {
        let settings = Settings { camelize, ..Settings::default() };
        Arc::new(WireFormat::new(&INFO, [], &settings))
    });
    let odd = |seq| {
        let body = format!(r#"{{"action":"odd","payload":{seq}}}"#);
        let mut envelope = Envelope::new(EnvelopeKind::Message, "odd", body);
        envelope.sender = Some("n.1".into());
        Pending { seq, envelope: Arc::new(envelope) }
    };
    let mut round = round(vec![note(5, "n.1", None, false), odd(6), note(7, "n.1", None, false)]);
    // The sender has a view of its own.
    for name in ["n.1", "n.2", "n.3"] {
        for (format, has_odd) in formats.iter().zip([false, true]) {
            let seen = seen(&mut round, &session_with(name, None, format.clone()), 1);
            let has = |seq| seen.contains(&format!(r#""payload":{seq}"#));
            assert_eq!((has(5), has(6), has(7)), (true, has_odd, true), "{name}: {seen}");
        }
    }
}
