//! What an application publishes, without a second connection.

use std::{
    fmt,
    panic::Location,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chanx_core::{
    channels::{Intercept, Target},
    decode::Frame,
    event::Event,
    layer::{Address, Envelope, EnvelopeKind},
    message::GroupMessage,
};
use serde_json::Value;
use tokio::{sync::Notify, time::timeout};

use crate::{communicator::At, line::Line};

/// Something that was published.
#[derive(Debug, Clone, PartialEq)]
pub struct Captured {
    /// Whether it is an event; a group message else.
    pub is_event: bool,
    /// The group, or the name of the connection that an event is for.
    pub to: String,
    /// The message's action, or the event's name.
    pub name: String,
    /// The whole message or event.
    pub body: Value,
    /// The identity of the user who sent it, if one did.
    pub user: Option<String>,
    /// Whether the sending connection is left out.
    pub exclude_current: bool,
}

/// The group messages and events that the application publishes while this lives, in order.
///
/// They are seen at the sender's side, once for each group, whether anybody is in it or not; events and messages of
/// other nodes are not. [`TestApp::capture`](crate::TestApp::capture) delivers them all the same,
/// [`TestApp::suppress`](crate::TestApp::suppress) does not. Each assertion takes what it found: the next one looks
/// among what is left.
#[must_use = "nothing is captured any more once it is dropped"]
pub struct Captures {
    hub: Hub,
    log: Arc<Log>,
    timeout: Duration,
    quiet: Duration,
}

/// All captures of an application.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hub(Arc<Mutex<Vec<Arc<Log>>>>);

#[derive(Debug)]
struct Log {
    delivers: bool,
    entries: Mutex<Vec<Entry>>,
    came: Notify,
}

#[derive(Debug)]
struct Entry {
    captured: Captured,
    /// What an assertion decodes.
    text: String,
    taken: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hub {
    pub(crate) fn captures(&self, delivers: bool, line: &Line) -> Captures {
        let Line { timeout, quiet, .. } = *line;
        let log = Arc::new(Log { delivers, entries: Mutex::default(), came: Notify::new() });
        lock(&self.0).push(log.clone());
        Captures { hub: self.clone(), log, timeout, quiet }
    }
}

impl Intercept for Hub {
    fn intercept(&self, to: Address<'_>, envelope: &Envelope) -> bool {
        let is_event = match envelope.kind {
            EnvelopeKind::Event => true,
            EnvelopeKind::Message => false,
            // Revocations are neither captured nor suppressed.
            EnvelopeKind::Disconnect | EnvelopeKind::Reauthorize => return true,
        };
        let to = match to {
            Address::Group(group) => group,
            Address::Channel(name) => name.as_str(),
            Address::Nodes => return true,
        };
        let logs = lock(&self.0);
        for log in &*logs {
            let captured = Captured {
                is_event,
                to: to.to_owned(),
                name: envelope.name.clone().into_owned(),
                // The runtime wrote it as JSON.
                body: serde_json::from_str(&envelope.body).unwrap_or_default(),
                user: envelope.user.as_deref().map(str::to_owned),
                exclude_current: envelope.exclude_current,
            };
            lock(&log.entries).push(Entry { captured, text: envelope.body.clone(), taken: false });
            log.came.notify_waiters();
        }
        logs.iter().all(|log| log.delivers)
    }
}

impl Drop for Captures {
    fn drop(&mut self) {
        lock(&self.hub.0).retain(|log| !Arc::ptr_eq(log, &self.log));
    }
}

impl Captures {
    /// Everything so far.
    pub fn all(&self) -> Vec<Captured> {
        lock(&self.log.entries).iter().map(|entry| entry.captured.clone()).collect()
    }

    /// Waits for a message `M` to the group, and takes it.
    ///
    /// # Panics
    /// When none comes within the timeout.
    #[track_caller]
    pub fn assert_published<M: GroupMessage>(&self, group: &str) -> impl Future<Output = M> + Send {
        self.awaited(Wanted::message::<M>(group), Location::caller(), |text| {
            M::decode(&Frame::new(M::INFO.action, text)).map_err(|invalid| format!("{invalid:?}"))
        })
    }

    /// Asserts that no message `M` to the group comes within the quiet time, nor is left from before.
    ///
    /// # Panics
    /// When there is one.
    #[track_caller]
    pub fn refute_published<M: GroupMessage>(&self, group: &str) -> impl Future<Output = ()> + Send {
        self.refuted(Wanted::message::<M>(group), Location::caller())
    }

    /// Waits for an event `E` for the group or connection, and takes it.
    ///
    /// # Panics
    /// When none comes within the timeout.
    #[track_caller]
    pub fn assert_raised<'t, E: Event>(
        &self,
        target: impl Into<Target<'t>>,
    ) -> impl Future<Output = E> + Send {
        self.awaited(Wanted::event::<E>(target.into()), Location::caller(), |text| {
            serde_json::from_str(text).map_err(|error| error.to_string())
        })
    }

    /// Asserts that no event `E` for the group or connection comes within the quiet time, nor is left from before.
    ///
    /// # Panics
    /// When there is one.
    #[track_caller]
    pub fn refute_raised<'t, E: Event>(
        &self,
        target: impl Into<Target<'t>>,
    ) -> impl Future<Output = ()> + Send {
        self.refuted(Wanted::event::<E>(target.into()), Location::caller())
    }

    async fn awaited<T>(&self, wanted: Wanted, at: At, decode: fn(&str) -> Result<T, String>) -> T {
        match timeout(self.timeout, self.found(&wanted)).await {
            Ok(text) => match decode(&text) {
                Ok(value) => value,
                Err(error) => self.fail(at, &format!("not {wanted}: {error}: {text}")),
            },
            Err(_) => self.fail(at, &format!("waited {:?} for {wanted}", self.timeout)),
        }
    }

    async fn refuted(&self, wanted: Wanted, at: At) {
        if let Ok(text) = timeout(self.quiet, self.found(&wanted)).await {
            self.fail(at, &format!("there is {wanted}: {text}"));
        }
    }

    /// The text of the first that is wanted, once there is one.
    async fn found(&self, wanted: &Wanted) -> String {
        loop {
            let came = self.log.came.notified();
            let mut came = std::pin::pin!(came);
            // Before looking: what comes in between wakes it.
            came.as_mut().enable();
            if let Some(text) = self.take(wanted) {
                return text;
            }
            came.await;
        }
    }

    fn take(&self, wanted: &Wanted) -> Option<String> {
        let mut entries = lock(&self.log.entries);
        let entry = entries.iter_mut().find(|entry| !entry.taken && wanted.fits(&entry.captured))?;
        entry.taken = true;
        Some(entry.text.clone())
    }

    fn fail(&self, at: At, what: &str) -> ! {
        panic!("{what}\n  called at {at}\n{self}")
    }
}

/// What an assertion looks for.
struct Wanted {
    is_event: bool,
    to: String,
    name: &'static str,
}

impl Wanted {
    fn message<M: GroupMessage>(group: &str) -> Self {
        Self { is_event: false, to: group.to_owned(), name: M::INFO.action }
    }

    fn event<E: Event>(target: Target<'_>) -> Self {
        let to = match target {
            Target::Group(group) => group,
            Target::Channel(name) => name.as_str(),
        };
        Self { is_event: true, to: to.to_owned(), name: E::INFO.handler }
    }

    fn fits(&self, captured: &Captured) -> bool {
        (self.is_event, &*self.to, self.name) == (captured.is_event, &*captured.to, &*captured.name)
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (article, kind) = if self.is_event { ("an", "event") } else { ("a", "message") };
        write!(f, "{article} {kind} `{}` to `{}`", self.name, self.to)
    }
}

impl fmt::Display for Captures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "published so far:")?;
        let entries = lock(&self.log.entries);
        for Entry { captured, text, .. } in &*entries {
            let kind = if captured.is_event { "event" } else { "message" };
            writeln!(f, "  {kind} to `{}`: {text}", captured.to)?;
        }
        if entries.is_empty() {
            writeln!(f, "  (nothing)")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Captures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all()).finish()
    }
}
