//! The check of one route: its actions, its raw handlers, its envelope.

use chanx_core::table::{Accepts, HandlerInfo, MessageInfo, RouteInfo};
use chanx_schema::{
    Schemas,
    generate::{Values, values},
};
use proptest::strategy::ValueTree;
use serde_json::Value;

use super::{
    CheckContract,
    attempt::{Attempt, Shut},
    envelope,
    frames::raw_text,
    judge::{Fate, Is, Problem, Wrong},
    mutate::{Bounds, mutated},
    oracle::Oracle,
    path::path,
    promise::{Promise, ends, least},
    report::Finding,
    session::{After, FRAMES_AGAIN, Sent},
    tally::Tally,
};

/// Valid frames of an action that are sent a second time on the same connection.
const AGAIN: u32 = 8;
/// Cases of a handler of which it cannot be told when it is done.
const QUIET_CASES: u32 = 16;

/// Checks a route.
pub(super) struct RouteCheck<'c> {
    pub(super) check: &'c CheckContract<'c>,
    pub(super) promise: Promise<'c>,
    pub(super) path: String,
    pub(super) findings: Vec<Finding>,
}

impl<'c> RouteCheck<'c> {
    /// `None` where no path is found.
    pub(super) fn of(check: &'c CheckContract<'c>, route: &'c RouteInfo) -> Option<Self> {
        let chosen = check.paths.iter().find(|(written, _)| *written == route.path);
        let path = match chosen {
            Some((_, path)) => path.clone(),
            None => path(&route.path, &route.segments)?,
        };
        Some(Self { check, promise: Promise::of(route), path, findings: Vec::new() })
    }

    /// Tries all of it, as far as clients get in.
    pub(super) async fn run(&mut self) {
        let _ = self.all().await;
    }

    async fn all(&mut self) -> Result<(), Shut> {
        let mut frame = None;
        for handler in &self.promise.route.handlers {
            match handler.accepts {
                Accepts::Messages(infos) => {
                    for info in infos.iter().filter(|info| self.check.wants(info.action)) {
                        let found = self.action(handler, info).await?;
                        frame = frame.or(found);
                    }
                }
                Accepts::Text | Accepts::Binary if self.check.only.is_empty() => self.raw(handler).await?,
                _ => {}
            }
        }
        if self.check.only.is_empty() { self.envelope(frame.as_ref()).await } else { Ok(()) }
    }

    /// One action: frames of its schema, and frames that are not. It returns one that was taken.
    async fn action(
        &mut self,
        handler: &'c HandlerInfo,
        info: &'static MessageInfo,
    ) -> Result<Option<Value>, Shut> {
        let oracle = match Oracle::of((info.compiled)().incoming()) {
            Ok(oracle) => oracle,
            Err(error) => {
                self.unclear(info, format!("its schema is none: {error}"));
                return Ok(None);
            }
        };
        let allowed = self.promise.of_handler(handler);
        let completes = self.promise.route.settings.send_completion && ends(handler);
        let after = match (handler.concurrent, completes) {
            (false, _) => After::Nothing,
            (true, true) => After::Complete,
            (true, false) => After::Quiet(least(handler)),
        };
        let schemas = Schemas::read((info.compiled)().incoming());
        let (bounds, values) = (Bounds::of(&schemas), values(schemas));
        let attempt = Attempt {
            action: Some(info.action),
            allowed: &allowed,
            is: Is::Valid,
            oracle: Some(&oracle),
            again: false,
            after,
        };
        let taken = self.valid_frames(attempt, info, &values).await?;
        let attempt = Attempt { is: Is::Invalid, after: After::Nothing, ..attempt };
        for case in 0..self.check.cases {
            let mut dice = self.dice(info.action, "invalid", case);
            let Some(frame) = self.valid(&oracle, &values, info, &mut dice) else { break };
            let Some(mut frame) = mutated(frame, info.tag, &bounds, &oracle, &mut dice) else { continue };
            let sent = Sent::Text(frame.current().to_string());
            if self.found(&attempt, &sent, Some(&mut frame)).await? {
                break;
            }
        }
        Ok(taken)
    }

    /// Frames of its schema. It returns the first that was taken.
    async fn valid_frames(
        &mut self,
        attempt: Attempt<'_, 'c>,
        info: &'static MessageInfo,
        values: &Values,
    ) -> Result<Option<Value>, Shut> {
        let Some(oracle) = attempt.oracle else { return Ok(None) };
        let (mut taken, mut tally, mut again) = (None, Tally::default(), self.times_again());
        for case in 0..self.check.cases {
            let mut dice = self.dice(info.action, "valid", case);
            let Some(mut frame) = self.valid(oracle, values, info, &mut dice) else {
                if case == 0 {
                    self.unclear(info, "no frame of its schema could be made".to_owned());
                }
                break;
            };
            let value = frame.current();
            let sent = Sent::Text(self.written(info, &value, &mut dice));
            let Some(fate) = self.tried(&attempt, &sent, Some(&mut frame)).await? else { return Ok(taken) };
            tally.add(fate);
            if fate != Fate::Taken {
                continue;
            }
            if again > 0 {
                again -= 1;
                let attempt = Attempt { again: true, ..attempt };
                if self.tried(&attempt, &sent, Some(&mut frame)).await?.is_none() {
                    return Ok(Some(value));
                }
            }
            taken = taken.or(Some(value));
        }
        if let Some(problem) = tally.problem(info.action) {
            self.told(info, problem);
        }
        Ok(taken)
    }

    /// How many frames are sent twice: none where the rate does not let them through.
    fn times_again(&self) -> u32 {
        let rate = self.promise.route.settings.rate_limit;
        let fits = rate.is_none_or(|rate| rate.burst.unwrap_or(rate.messages) >= FRAMES_AGAIN);
        if fits { AGAIN } else { 0 }
    }

    /// Frames that a raw handler takes as they are.
    async fn raw(&mut self, handler: &'c HandlerInfo) -> Result<(), Shut> {
        let allowed = self.promise.of_handler(handler);
        let after =
            if self.promise.has_barrier() && !handler.concurrent { After::Nothing } else { After::Quiet(0) };
        let attempt =
            Attempt { action: None, allowed: &allowed, is: Is::Raw, oracle: None, again: false, after };
        let cases =
            if after == After::Quiet(0) { self.check.cases.min(QUIET_CASES) } else { self.check.cases };
        for case in 0..cases {
            let mut dice = self.dice(handler.name, "raw", case);
            let text = raw_text(case, &mut dice);
            let sent = match handler.accepts {
                Accepts::Binary => Sent::Binary(text.into_bytes()),
                // In a consumer of messages, an object is one.
                _ => Sent::Text(text.trim_start_matches(|c: char| c == '{' || c.is_whitespace()).to_owned()),
            };
            if self.found(&attempt, &sent, None).await? {
                break;
            }
        }
        Ok(())
    }

    async fn envelope(&mut self, frame: Option<&Value>) -> Result<(), Shut> {
        let allowed = self.promise.anything();
        let attempt = Attempt {
            action: None,
            allowed: &allowed,
            is: Is::Invalid,
            oracle: None,
            again: false,
            after: After::Nothing,
        };
        for sent in envelope::bad(&self.promise, frame) {
            if self.found(&attempt, &sent, None).await? {
                break;
            }
        }
        Ok(())
    }

    fn unclear(&mut self, info: &'static MessageInfo, words: String) {
        self.told(info, Problem { wrong: Wrong::Setup, words });
    }

    /// What is wrong with all frames of an action.
    fn told(&mut self, info: &'static MessageInfo, problem: Problem) {
        self.findings.push(Finding {
            route: self.promise.route.path.clone(),
            action: Some(info.action),
            problem,
            sent: Vec::new(),
            transcript: String::new(),
        });
    }
}

/// The actions that a route's handlers take.
pub(super) fn actions(route: &RouteInfo) -> Vec<&'static str> {
    let mut all = Vec::new();
    for handler in &route.handlers {
        if let Accepts::Messages(infos) = handler.accepts {
            all.extend(infos.iter().map(|info| info.action));
        }
    }
    all
}
