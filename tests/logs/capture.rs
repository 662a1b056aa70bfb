//! A subscriber that keeps what this thread logs.

use std::{
    fmt::{self, Write as _},
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
};

use tracing::{
    Dispatch, Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
    subscriber::{self, DefaultGuard},
};

/// What was logged, one line for each span that began (`level name field=value …`) and each event (`level target
/// field=value …`; targets that are only where the code is are left out).
#[derive(Clone, Default)]
pub(crate) struct Capture {
    lines: Arc<Mutex<Vec<String>>>,
    /// Whether the libraries beneath are listened to as well.
    all: bool,
}

impl Capture {
    /// Listens to this thread until the guard goes.
    pub(crate) fn start() -> (Self, DefaultGuard) {
        Self::default().listen()
    }

    /// The same for whatever anybody logs.
    pub(crate) fn all() -> (Self, DefaultGuard) {
        Self { all: true, ..Self::default() }.listen()
    }

    fn listen(self) -> (Self, DefaultGuard) {
        /// While there is one subscriber alone, tracing asks that of the thread which comes by a place first whether anybody
        /// listens there, and keeps the answer: a thread of another test, which has none, would answer for this one.
        static ANOTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(Capture::default()));
        LazyLock::force(&ANOTHER);
        (self.clone(), subscriber::set_default(self))
    }

    /// The lines that have this in them.
    pub(crate) fn lines(&self, part: &str) -> Vec<String> {
        self.lock().iter().filter(|line| line.contains(part)).cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, metadata: &Metadata<'_>, record: impl FnOnce(&mut Line)) {
        let name = match metadata.target() {
            _ if metadata.is_span() => metadata.name(),
            target if target.starts_with("chanx::") => target,
            _ => "event",
        };
        let mut line = Line(format!("{} {name}", metadata.level()));
        record(&mut line);
        self.lock().push(line.0);
    }
}

struct Line(String);

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        self.all || metadata.target().starts_with("chanx")
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        self.keep(span.metadata(), |line| span.record(line));
        span::Id::from_u64(1)
    }

    fn event(&self, event: &Event<'_>) {
        self.keep(event.metadata(), |line| event.record(line));
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}
