//! Keys whose value is not looked at where it does not fit.
//!
//! serde reads a flattened `Option<T>` as `None` when the keys do not make a `T`. Its schema has the keys of `T`, none of
//! them required, and cannot say that they may be anything.

use serde_json::{Value, json};

use super::{
    attempt::Attempt,
    judge::{Wrong, judge},
    mutate::{UNEXPECTED, escaped},
    oracle::Oracle,
    run::RouteCheck,
    session::Sent,
};

impl<'c> RouteCheck<'c> {
    /// Whether a frame that is not of its schema is so by a key that is optional, and at which whatever does not fit is
    /// taken for nothing.
    pub(super) async fn ignores(&self, attempt: &Attempt<'_, 'c>, frame: &Value) -> bool {
        let Some(oracle) = attempt.oracle else { return false };
        for at in faulty(frame, self.promise.route.consumer.tag, oracle) {
            let misfits: Vec<Value> =
                misfits(frame, &at).into_iter().filter(|other| oracle.is_invalid(other)).collect();
            let mut ignored = misfits.len() > 1;
            for misfit in misfits {
                ignored = ignored && self.accepts(attempt, &misfit).await;
            }
            if ignored {
                return true;
            }
        }
        false
    }

    async fn accepts(&self, attempt: &Attempt<'_, 'c>, frame: &Value) -> bool {
        let outcome = self.run_one(attempt, &Sent::Text(frame.to_string())).await;
        let judged = judge(&self.promise, attempt.allowed, attempt.is, &outcome);
        judged.is_err_and(|problem| problem.wrong == Wrong::Accepted)
    }
}

/// The frame with something else at that place.
fn misfits(frame: &Value, at: &str) -> Vec<Value> {
    let with = |other| {
        let mut frame = frame.clone();
        *frame.pointer_mut(at)? = other;
        Some(frame)
    };
    [json!(true), json!(7), json!("text"), json!({ "text": null })].into_iter().filter_map(with).collect()
}

/// Where keys are without which the frame is of its schema.
fn faulty(frame: &Value, tag: &str, oracle: &Oracle) -> Vec<String> {
    let mut all = Vec::new();
    let mut open = vec![String::new()];
    while let Some(at) = open.pop() {
        match frame.pointer(&at) {
            Some(Value::Array(items)) => open.extend((0..items.len()).map(|index| format!("{at}/{index}"))),
            Some(Value::Object(members)) => {
                let is_tag = |name: &str| at.is_empty() && name == tag;
                for name in members.keys().filter(|name| !is_tag(name) && *name != UNEXPECTED) {
                    let mut without = frame.clone();
                    if let Some(Value::Object(members)) = without.pointer_mut(&at) {
                        members.remove(name);
                    }
                    let inner = format!("{at}/{}", escaped(name));
                    if !oracle.is_invalid(&without) {
                        all.push(inner.clone());
                    }
                    open.push(inner);
                }
            }
            _ => {}
        }
    }
    all
}
