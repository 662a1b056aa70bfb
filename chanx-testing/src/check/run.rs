//! The check of one route: its actions, its raw handlers, its envelope.

use std::time::{Duration, Instant};

use chanx_core::{
    consumer::{Accepts, HandlerInfo},
    message::MessageInfo,
    routing::RouteInfo,
};
use serde_json::Value;

use super::{
    CheckContract,
    contract::{Allowed, Contract, least},
    dice::Dice,
    envelope,
    generate::Generator,
    judge::{Is, Problem, Wrong, judge},
    mutate::{Bounds, mutated},
    oracle::Oracle,
    path::path,
    report::Finding,
    session::{After, Manner, Outcome, Sent, run},
    shrink::smaller,
};
use crate::Connect;

/// Values that are made before it is given up to make one that the oracle takes.
const TRIES: u32 = 100;
/// Most frames that are tried to make one smaller.
const STEPS: usize = 400;
/// Time after which a frame is small enough; a server that hangs takes its time for each.
const SHRINKING: Duration = Duration::from_secs(10);
/// Cases of a handler of which it cannot be told when it is done.
const QUIET_CASES: u32 = 16;

/// Checks a route.
pub(super) struct Site<'c> {
    check: &'c CheckContract<'c>,
    contract: Contract<'c>,
    path: String,
    pub(super) findings: Vec<Finding>,
}

/// What is tried: which frames, and what may come of them.
struct Attempt<'a, 'r> {
    action: Option<&'static str>,
    allowed: &'a Allowed<'r>,
    is: Is,
    oracle: Option<&'a Oracle>,
    after: After,
}

/// No client gets in: nothing else of the route can be tried.
struct Shut;

impl<'c> Site<'c> {
    /// `None` where no path is found.
    pub(super) fn of(check: &'c CheckContract<'c>, route: &'c RouteInfo) -> Option<Self> {
        let chosen = check.paths.iter().find(|(written, _)| *written == route.path);
        let path = match chosen {
            Some((_, path)) => path.clone(),
            None => path(&route.path, route.regex)?,
        };
        Some(Self { check, contract: Contract::of(route), path, findings: Vec::new() })
    }

    /// Tries all of it, as far as clients get in.
    pub(super) async fn check(&mut self) {
        let _ = self.all().await;
    }

    async fn all(&mut self) -> Result<(), Shut> {
        let mut frame = None;
        for handler in &self.contract.route.handlers {
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
        let oracle = match Oracle::of((info.shape)().incoming()) {
            Ok(oracle) => oracle,
            Err(error) => {
                self.unclear(info, format!("its schema is none: {error}"));
                return Ok(None);
            }
        };
        let allowed = self.contract.of_handler(handler);
        let after = match (handler.beside, self.contract.route.settings.send_completion) {
            (false, _) => After::Nothing,
            (true, true) => After::Complete,
            (true, false) => After::Quiet(least(handler)),
        };
        let bounds = Bounds::of(&oracle.schema);
        let attempt = Attempt {
            action: Some(info.action),
            allowed: &allowed,
            is: Is::Valid,
            oracle: Some(&oracle),
            after,
        };
        let mut taken = None;
        for case in 0..self.check.cases {
            let mut dice = self.dice(info.action, "valid", case);
            let Some(value) = self.valid(&oracle, info, &mut dice) else {
                if case == 0 {
                    self.unclear(info, "no frame of its schema could be made".to_owned());
                }
                break;
            };
            let text = self.written(info, &value, &mut dice);
            if self.found(&attempt, &Sent::Text(text), Some(&value)).await? {
                break;
            }
            taken = taken.or(Some(value));
        }
        let attempt = Attempt { is: Is::Invalid, after: After::Nothing, ..attempt };
        for case in 0..self.check.cases {
            let mut dice = self.dice(info.action, "invalid", case);
            let Some(value) = self.valid(&oracle, info, &mut dice) else { break };
            let Some(value) = mutated(&value, info.tag, &bounds, &oracle, &mut dice) else { continue };
            if self.found(&attempt, &Sent::Text(value.to_string()), Some(&value)).await? {
                break;
            }
        }
        Ok(taken)
    }

    /// Frames that a raw handler takes as they are.
    async fn raw(&mut self, handler: &'c HandlerInfo) -> Result<(), Shut> {
        let allowed = self.contract.of_handler(handler);
        let after =
            if self.contract.has_barrier() && !handler.beside { After::Nothing } else { After::Quiet(0) };
        let attempt = Attempt { action: None, allowed: &allowed, is: Is::Raw, oracle: None, after };
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
        let allowed = self.contract.anything();
        let attempt =
            Attempt { action: None, allowed: &allowed, is: Is::Invalid, oracle: None, after: After::Nothing };
        for sent in envelope::bad(&self.contract, frame) {
            if self.found(&attempt, &sent, None).await? {
                break;
            }
        }
        Ok(())
    }

    /// Tries a frame, and keeps what is wrong at the smallest frame that shows it.
    async fn found(
        &mut self,
        attempt: &Attempt<'_, 'c>,
        sent: &Sent,
        value: Option<&Value>,
    ) -> Result<bool, Shut> {
        // Whether the limits let a frame of the schema through is the schema's matter; others keep within them.
        if attempt.is != Is::Valid && !self.is_within_limits(sent) {
            return Ok(false);
        }
        let outcome = self.run(attempt, sent).await;
        let Err(problem) = judge(&self.contract, attempt.allowed, attempt.is, &outcome) else {
            return Ok(false);
        };
        let mut found = (sent.clone(), problem, outcome);
        let shut = found.1.wrong == Wrong::Setup;
        if let Some(value) = value.filter(|_| !shut) {
            found = self.smallest(attempt, value, found).await;
        }
        let (sent, problem, outcome) = found;
        self.findings.push(Finding {
            route: self.contract.route.path.clone(),
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
        let tag = self.contract.route.consumer.tag;
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
                let outcome = self.run(attempt, &sent).await;
                let judged = judge(&self.contract, attempt.allowed, attempt.is, &outcome);
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

    async fn run(&self, attempt: &Attempt<'_, 'c>, sent: &Sent) -> Outcome {
        let connect = Connect::new(self.check.app.line.clone(), &self.path, self.contract.route.consumer.tag);
        let connect = match &self.check.connecting {
            Some(connecting) => connecting(connect),
            None => connect,
        };
        let manner = Manner {
            authenticates: self.contract.route.settings.send_authentication_message,
            barrier: self.contract.has_barrier(),
            after: attempt.after,
        };
        run(connect, sent, manner).await
    }

    fn is_within_limits(&self, sent: &Sent) -> bool {
        let settings = &self.contract.route.settings;
        let bytes = match sent {
            Sent::Text(text) => text.len(),
            Sent::Binary(bytes) => bytes.len(),
        };
        bytes <= settings.max_message_size.min(settings.max_frame_size)
    }

    /// A frame of the schema that does not nest too deep: a recursive one has no bound of its own.
    fn valid(&self, oracle: &Oracle, info: &MessageInfo, dice: &mut Dice) -> Option<Value> {
        let levels = self.contract.route.settings.max_json_depth.min(128);
        (0..TRIES).find_map(|_| valid(oracle, info, dice).filter(|value| depth(value) < levels))
    }

    fn dice(&self, action: &str, what: &str, case: u32) -> Dice {
        Dice::of(self.check.seed, &[&self.contract.route.path, action, what], case)
    }

    /// A frame as clients write it: with `camelize` in either case.
    fn written(&self, info: &MessageInfo, value: &Value, dice: &mut Dice) -> String {
        let text = value.to_string();
        if !self.contract.route.settings.camelize || dice.one_in(2) {
            return text;
        }
        let shape = (info.shape)();
        let camel = shape.to_camel(&text);
        if shape.to_snake(&camel) == text { camel.into_owned() } else { text }
    }

    fn unclear(&mut self, info: &'static MessageInfo, words: String) {
        self.findings.push(Finding {
            route: self.contract.route.path.clone(),
            action: Some(info.action),
            problem: Problem { wrong: Wrong::Setup, words },
            sent: None,
            transcript: String::new(),
        });
    }
}

/// A frame of the schema, if the first try gives one.
fn valid(oracle: &Oracle, info: &MessageInfo, dice: &mut Dice) -> Option<Value> {
    let mut value = Generator::new(&oracle.schema, dice).value(&oracle.schema)?;
    if let Value::Object(members) = &mut value {
        members.entry(info.tag).or_insert_with(|| info.action.into());
    }
    (oracle.is_valid(&value) && value[info.tag] == info.action).then_some(value)
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn raw_text(case: u32, dice: &mut Dice) -> String {
    match case {
        0 => String::new(),
        1 => "\u{0}".to_owned(),
        2 => "hello".to_owned(),
        3 => "[1, 2]".to_owned(),
        4 => "§ 日本 🦀 \" \\ \n".to_owned(),
        5 => "a".repeat(10_000),
        _ => dice.draw(&proptest::prelude::any::<String>()).unwrap_or_default(),
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
