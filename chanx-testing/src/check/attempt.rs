//! One frame is tried, and made smaller where something is wrong with what came of it.

use std::time::{Duration, Instant};

use chanx_schema::generate::Tree;
use proptest::strategy::ValueTree;

use super::{
    judge::{Fate, Is, Problem, Wrong, judge},
    oracle::Oracle,
    promise::Allowed,
    report::Finding,
    run::RouteCheck,
    session::{After, Manner, Outcome, REFERENCE, Sent, run},
};
use crate::Connect;

/// Most frames that are tried to make one smaller.
const STEPS: usize = 400;
/// Time after which a frame is small enough; a server that hangs takes its time for each.
const SHRINKING: Duration = Duration::from_secs(10);

/// What is tried: which frames, and what may come of them.
#[derive(Clone, Copy)]
pub(super) struct Attempt<'a, 'r> {
    pub(super) action: Option<&'static str>,
    pub(super) allowed: &'a Allowed<'r>,
    pub(super) is: Is,
    pub(super) oracle: Option<&'a Oracle>,
    /// Whether it is the second time that the frame is sent.
    pub(super) again: bool,
    pub(super) after: After,
}

/// No client gets in: nothing else of the route can be tried.
pub(super) struct Shut;

impl<'c> RouteCheck<'c> {
    /// Tries a frame that is not of a schema, and tells whether something is wrong with what came.
    pub(super) async fn found(
        &mut self,
        attempt: &Attempt<'_, 'c>,
        sent: &Sent,
        tree: Option<&mut Tree>,
    ) -> Result<bool, Shut> {
        // Whether the limits let a frame of the schema through is the schema's matter; others keep within them.
        Ok(self.is_within_limits(sent) && self.tried(attempt, sent, tree).await?.is_none())
    }

    /// Tries a frame. What is wrong is kept, at the smallest frame that shows it.
    pub(super) async fn tried(
        &mut self,
        attempt: &Attempt<'_, 'c>,
        sent: &Sent,
        tree: Option<&mut Tree>,
    ) -> Result<Option<Fate>, Shut> {
        let outcome = self.run_one(attempt, sent).await;
        let problem = match judge(&self.promise, attempt.allowed, attempt.is, &outcome) {
            Ok(fate) => return Ok(Some(fate)),
            Err(problem) => problem,
        };
        let accepted = problem.wrong == Wrong::Accepted;
        let value = tree.as_ref().map(|tree| tree.current());
        if let Some(value) = value.filter(|_| accepted)
            && self.ignores(attempt, &value).await
        {
            return Ok(Some(Fate::Taken));
        }
        let mut found = (sent.clone(), problem, outcome);
        let shut = found.1.wrong == Wrong::Setup;
        // Of a flood each step would take its time, and no frame makes it smaller.
        let shrinks = !shut && found.1.wrong != Wrong::Flooded;
        if let Some(tree) = tree.filter(|_| shrinks) {
            found = self.smallest(attempt, tree, found).await;
        }
        let (sent, mut problem, outcome) = found;
        if attempt.again {
            problem.words.insert_str(0, "when it is sent a second time: ");
        }
        let times = if shut { 0 } else { 1 + usize::from(attempt.again) };
        self.findings.push(Finding {
            route: self.promise.route.path.clone(),
            action: attempt.action.filter(|_| !shut),
            problem,
            sent: vec![sent; times],
            transcript: outcome.transcript,
        });
        if shut { Err(Shut) } else { Ok(None) }
    }

    async fn smallest(
        &self,
        attempt: &Attempt<'_, 'c>,
        tree: &mut Tree,
        mut found: (Sent, Problem, Outcome),
    ) -> (Sent, Problem, Outcome) {
        let (mut value, mut steps, started) = (tree.current(), 0, Instant::now());
        let mut more = tree.simplify();
        while more && steps < STEPS && started.elapsed() < SHRINKING {
            let less = tree.current();
            // A step back leads to a frame that was tried.
            let mut shows = less == value;
            let fits = attempt.oracle.is_none_or(|oracle| match attempt.is {
                Is::Invalid => oracle.is_invalid(&less),
                _ => oracle.is_valid(&less),
            });
            if fits && !shows {
                steps += 1;
                let sent = Sent::Text(less.to_string());
                let outcome = self.run_one(attempt, &sent).await;
                let judged = judge(&self.promise, attempt.allowed, attempt.is, &outcome);
                if let Err(problem) = judged
                    && problem.wrong == found.1.wrong
                {
                    (value, found, shows) = (less, (sent, problem, outcome), true);
                }
            }
            more = if shows { tree.simplify() } else { tree.complicate() };
        }
        found
    }

    pub(super) async fn run_one(&self, attempt: &Attempt<'_, 'c>, sent: &Sent) -> Outcome {
        let connect = Connect::new(self.check.app.line.clone(), &self.path, self.promise.route.consumer.tag);
        let connect = match &self.check.connecting {
            Some(connecting) => connecting(connect),
            None => connect,
        };
        let manner = Manner {
            authenticates: self.promise.route.settings.send_authentication_message,
            barrier: self.promise.has_barrier(),
            again: attempt.again,
            reference: attempt.action.filter(|_| !attempt.again).and(Some(REFERENCE)),
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
