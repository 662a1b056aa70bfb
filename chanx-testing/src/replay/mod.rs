//! A recording, said again.
//!
//! `rules` are what the test says of single values, `plan` is the recording with what stands in for redacted values,
//! `player` plays it, at its `pace` where that is asked for, and `difference` tells what came otherwise.

mod difference;
mod pace;
mod plan;
mod player;
mod rules;

use std::{fmt, panic::Location, path::Path};

use chanx_core::record::Opened;
use serde_json::Value;

use self::{pace::Pace, player::Player, rules::Rules};
use crate::{AnyConsumer, Connect, Recording, TestApp};

/// Says what a recording's clients said, to an application that should answer as it did; with the feature `replay`.
///
/// Its connections are opened again, each at its path; all lines are gone through in the recorded order. What a client
/// said is sent, what the server said is awaited and compared, the whole frame, in each connection's order. Redacted
/// values of the server's may be anything, and so may redacted keys. Closes of the client's are said again, those of the
/// server are awaited with their code; but where the server went down (1012), or no close frame came from it, the
/// recording ended and not the talk: the client closes then. At the end, and before each close, nothing may come that was
/// not recorded.
///
/// What clients said without waiting for each other may be handled in another order than it was when it was recorded.
///
/// A wait ends [`TestApp::timeout`] after the time that it took when it was recorded. Nothing else waits, so that a
/// recording of hours plays in an instant where time is paused; [`Replay::at_recorded_pace`] lets clients wait, where the
/// server has a rate limit.
///
/// ```no_run
/// # async fn replays(app: &chanx_testing::TestApp) {
/// use chanx_testing::Replay;
///
/// Replay::load("tests/recordings/lobby.jsonl")
///     .fill("log_in", "payload.password", "secret")
///     .ignore("said", "payload.sent_at")
///     .connecting(|connect, _| connect.cookie("session", "ann's"))
///     .run(app)
///     .await;
/// # }
/// ```
#[must_use = "nothing happens before it runs"]
pub struct Replay {
    /// How failures call the recording.
    name: String,
    recording: Recording,
    fills: Rules<Value>,
    ignored: Rules<()>,
    connecting: Connecting,
    paced: bool,
}

type Connecting = Box<dyn FnMut(Connect<AnyConsumer>, &Opened) -> Connect<AnyConsumer> + Send>;

impl Replay {
    /// Loads a recording; a relative path begins at the package that is tested.
    ///
    /// # Panics
    /// When it cannot be read.
    #[track_caller]
    pub fn load(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        match Recording::load(path) {
            Ok(recording) => Self { name: path.display().to_string(), ..Self::of(recording) },
            Err(error) => panic!("{error}"),
        }
    }

    /// Takes a recording.
    pub fn of(recording: Recording) -> Self {
        Self {
            name: "a recording".to_owned(),
            recording,
            fills: Rules::default(),
            ignored: Rules::default(),
            connecting: Box::new(|connect, _| connect),
            paced: false,
        }
    }

    /// Lets clients wait: between any two things that they do passes at least the time that passed when they were
    /// recorded, so that a client that kept to a rate limit keeps to it again.
    ///
    /// Where time is paused, this costs nothing; where it is not, a recording takes as long again.
    pub fn at_recorded_pace(mut self) -> Self {
        self.paced = true;
        self
    }

    /// Says what stands in for a redacted value that a client sends in messages of this action, or of all (`"*"`).
    ///
    /// The path has the keys as they are recorded, the indices of lists, and `*` for each of an object or a list:
    /// `payload.people.*.pin`. Of several that fit, the last is taken.
    pub fn fill(mut self, action: &str, path: &str, value: impl Into<Value>) -> Self {
        self.fills.add(action, path, value.into());
        self
    }

    /// Does not compare a value of the server's in messages of this action, or of all (`"*"`): one that differs each
    /// time. Paths are as in [`Replay::fill`].
    pub fn ignore(mut self, action: &str, path: &str) -> Self {
        self.ignored.add(action, path, ());
        self
    }

    /// Says how each connection is opened: with which credentials, which are never recorded, or at another path
    /// ([`Connect::to`]).
    pub fn connecting(
        mut self,
        connecting: impl FnMut(Connect<AnyConsumer>, &Opened) -> Connect<AnyConsumer> + Send + 'static,
    ) -> Self {
        self.connecting = Box::new(connecting);
        self
    }

    /// Plays it.
    ///
    /// # Panics
    /// When the server says something else, or not what it said, or more; when a redacted value has nothing to stand in
    /// for it.
    #[track_caller]
    pub fn run(self, app: &TestApp) -> impl Future<Output = ()> + Send {
        let at = Location::caller();
        let app = app.clone();
        async move {
            let Self { name, recording, fills, ignored, connecting, paced } = self;
            match plan::plan(&recording, &fills) {
                Ok(lines) => {
                    let pace = paced.then(Pace::default);
                    Player::new(at, name, app, ignored, connecting, pace).play(&lines).await;
                }
                Err(why) => panic!("{why}\n  replaying {name}, called at {at}"),
            }
        }
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay").field("name", &self.name).finish_non_exhaustive()
    }
}
