//! One frame is tried, and made smaller where something is wrong with what came of it.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::{
    judge::{Is, Problem, Wrong, judge},
    oracle::Oracle,
    promise::Allowed,
    report::Finding,
    run::RouteCheck,
    session::{After, Manner, Outcome, Sent, run},
    shrink::smaller,
};
use crate::Connect;

/// Most frames that are tried to make one smaller.
const STEPS: usize = 400;
/// Time after which a frame is small enough; a server that hangs takes its time for each.
const SHRINKING: Duration = Duration::from_secs(10);
/// What is tried: which frames, and what may come of them.
pub(super) struct Attempt<'a, 'r> {
    pub(super) action: Option<&'static str>,
    pub(super) allowed: &'a Allowed<'r>,
    pub(super) is: Is,
    pub(super) oracle: Option<&'a Oracle>,
    pub(super) after: After,
}

/// No client gets in: nothing else of the route can be tried.
pub(super) struct Shut;

impl<'c> RouteCheck<'c> {
    /// Tries a frame, and keeps what is wrong at the smallest frame that shows it.
    pub(super) async fn found(
        &mut self,
        attempt: &Attempt<'_, 'c>,
        sent: &Sent,
        value: Option<&Value>,
    ) -> Result<bool, Shut> {
        // Whether the limits let a frame of the schema through is the schema's matter; others keep within them.
        if attempt.is != Is::Valid && !self.is_within_limits(sent) {
            return Ok(false);
        }
        let outcome = self.run_one(attempt, sent).await;
        let Err(problem) = judge(&self.promise, attempt.allowed, attempt.is, &outcome) else {
            return Ok(false);
        };
        let mut found = (sent.clone(), problem, outcome);
        let shut = found.1.wrong == Wrong::Setup;
        if let Some(value) = value.filter(|_| !shut) {
            found = self.smallest(attempt, value, found).await;
        }
        let (sent, problem, outcome) = found;
        self.findings.push(Finding {
            route: self.promise.route.path.clone(),
            action: attempt.action.filter(|_| !shut),
            problem,
            sent: (!shut).then_some(sent),
            transcript: outcome.transcript,
        });
        if shut { Err(Shut) } else { Ok(true) }
    }

    async fn smallest(
        &self,
        attempt: &Attempt<'_, 'c>,
        value: &Value,
        mut found: (Sent, Problem, Outcome),
    ) -> (Sent, Problem, Outcome) {
        let tag = self.promise.route.consumer.tag;
        let (mut value, mut steps, started) = (value.clone(), 0, Instant::now());
        'smaller: loop {
            for less in smaller(&value, tag) {
                let fits = attempt.oracle.is_none_or(|oracle| match attempt.is {
                    Is::Invalid => oracle.is_invalid(&less),
                    _ => oracle.is_valid(&less),
                });
                if !fits {
                    continue;
                }
                if steps == STEPS || started.elapsed() > SHRINKING {
                    return found;
                }
                steps += 1;
                let sent = Sent::Text(less.to_string());
                let outcome = self.run_one(attempt, &sent).await;
                let judged = judge(&self.promise, attempt.allowed, attempt.is, &outcome);
                if let Err(problem) = judged
                    && problem.wrong == found.1.wrong
                {
                    (value, found) = (less, (sent, problem, outcome));
                    continue 'smaller;
                }
            }
            return found;
        }
    }

    async fn run_one(&self, attempt: &Attempt<'_, 'c>, sent: &Sent) -> Outcome {
        let connect = Connect::new(self.check.app.line.clone(), &self.path, self.promise.route.consumer.tag);
        let connect = match &self.check.connecting {
            Some(connecting) => connecting(connect),
            None => connect,
        };
        let manner = Manner {
            authenticates: self.promise.route.settings.send_authentication_message,
            barrier: self.promise.has_barrier(),
            after: attempt.after,
        };
        run(connect, sent, manner).await
    }

    fn is_within_limits(&self, sent: &Sent) -> bool {
        let settings = &self.promise.route.settings;
        let bytes = match sent {
            Sent::Text(text) => text.len(),
            Sent::Binary(bytes) => bytes.len(),
        };
        bytes <= settings.max_message_size.min(settings.max_frame_size)
    }
}
