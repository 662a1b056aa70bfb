//! Permissions put together by `&`, `|` and `!`.

use std::{fmt, future::Future, pin::Pin};

use super::{Access, Permission, Rejection};

/// What a user reads whom a negated permission refuses.
const NOT_PERMITTED: &str = "You do not have permission to perform this action.";

type Checking<'a> = Pin<Box<dyn Future<Output = Result<(), Rejection>> + Send + 'a>>;

/// An expression of permissions, as `permissions(…)` has it.
///
/// Both sides are asked from left to right, and no more of them than needed. Of two that refuse, the first one's reason
/// is told, unless the second one says that somebody is not known (401), or that there is nothing (404). `!` turns a
/// refusal into an agreement, but neither a failure nor the refusal of somebody who is not known.
pub struct Rule<U, O, S>(Form<U, O, S>);

enum Form<U, O, S> {
    Leaf(Box<dyn Leaf<U, O, S>>),
    All(Box<[Rule<U, O, S>; 2]>),
    Any(Box<[Rule<U, O, S>; 2]>),
    Not(Box<Rule<U, O, S>>),
}

trait Leaf<U, O, S>: Send + Sync {
    fn check<'a>(&'a self, user: Option<&'a U>, object: &'a O, access: &'a Access<'_, S>) -> Checking<'a>;
}

impl<U: Sync, O: Sync, S: Sync, P: Permission<U, O, S>> Leaf<U, O, S> for P {
    fn check<'a>(&'a self, user: Option<&'a U>, object: &'a O, access: &'a Access<'_, S>) -> Checking<'a> {
        match user {
            Some(user) => Box::pin(Permission::check(self, user, object, access)),
            None => Box::pin(self.check_anonymous(object, access)),
        }
    }
}

impl<U: Sync, O: Sync, S: Sync> Rule<U, O, S> {
    /// One permission.
    pub fn of<P: Permission<U, O, S>>(permission: P) -> Self {
        Self(Form::Leaf(Box::new(permission)))
    }

    /// Both must agree.
    pub fn all(first: Self, second: Self) -> Self {
        Self(Form::All(Box::new([first, second])))
    }

    /// One must agree.
    pub fn any(first: Self, second: Self) -> Self {
        Self(Form::Any(Box::new([first, second])))
    }

    /// It must refuse.
    pub fn negation(rule: Self) -> Self {
        Self(Form::Not(Box::new(rule)))
    }

    /// Asks.
    pub(crate) fn check<'a>(
        &'a self,
        user: Option<&'a U>,
        object: &'a O,
        access: &'a Access<'_, S>,
    ) -> Checking<'a> {
        match &self.0 {
            Form::Leaf(leaf) => leaf.check(user, object, access),
            Form::All(both) => Box::pin(async move {
                both[0].check(user, object, access).await?;
                both[1].check(user, object, access).await
            }),
            Form::Any(either) => Box::pin(async move {
                let Err(first) = either[0].check(user, object, access).await else { return Ok(()) };
                if first.is_failed() {
                    return Err(first);
                }
                let Err(second) = either[1].check(user, object, access).await else { return Ok(()) };
                Err(if weight(&second) > weight(&first) { second } else { first })
            }),
            Form::Not(rule) => Box::pin(async move {
                match rule.check(user, object, access).await {
                    Ok(()) => Err(Rejection::forbidden(NOT_PERMITTED)),
                    Err(refused) if refused.is_failed() || refused.is_unauthorized() => Err(refused),
                    Err(_) => Ok(()),
                }
            }),
        }
    }
}

/// Which of two refusals is told: that it could not be found out; that somebody is not known, which no `!` may undo; that
/// there is nothing, which must not be given away; any other.
fn weight(rejection: &Rejection) -> u8 {
    match rejection {
        failed if failed.is_failed() => 3,
        unknown if unknown.is_unauthorized() => 2,
        absent if absent.is_not_found() => 1,
        _ => 0,
    }
}

impl<U, O, S> fmt::Debug for Rule<U, O, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Leaf(_) => f.write_str("Leaf"),
            Form::All(both) => f.debug_list().entries(both.iter()).finish(),
            Form::Any(either) => f.debug_set().entries(either.iter()).finish(),
            Form::Not(rule) => f.debug_tuple("Not").field(rule).finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Request;

    type Asked = Rule<(), (), ()>;

    /// What one permission answers, to somebody known and to somebody who is not.
    #[derive(Clone, Copy)]
    enum Answer {
        Yes,
        No,
        /// No, and nobody is to know what about.
        Hidden,
        Failed,
        /// It must not be asked.
        Never,
        /// Yes, also to who is not known.
        Anybody,
        /// No, also to who is not known, in other words than 401.
        Nobody,
    }
    use Answer::{Anybody, Failed, Hidden, Never, No, Nobody, Yes};

    impl Permission<(), (), ()> for Answer {
        async fn check(&self, (): &(), (): &(), _: &Access<'_, ()>) -> Result<(), Rejection> {
            match self {
                Yes | Anybody => Ok(()),
                No | Nobody => Err(Rejection::forbidden("no")),
                Hidden => Err(Rejection::not_found("nothing here")),
                Failed => Err(Rejection::failed("broken")),
                Never => panic!("it was asked"),
            }
        }

        async fn check_anonymous(&self, (): &(), access: &Access<'_, ()>) -> Result<(), Rejection> {
            match self {
                Yes | No | Hidden => Err(Rejection::unauthenticated()),
                Anybody | Nobody | Failed | Never => Permission::check(self, &(), &(), access).await,
            }
        }
    }

    fn all(a: Answer, b: Answer) -> Asked {
        Rule::all(Rule::of(a), Rule::of(b))
    }

    fn any(a: Answer, b: Answer) -> Asked {
        Rule::any(Rule::of(a), Rule::of(b))
    }

    async fn ask(rule: Asked, user: Option<&()>) -> (u16, String) {
        let parts = http::Request::new(()).into_parts().0;
        let request = Request::new(parts, None, None);
        let access = Access { state: &(), request: &request, param: &|_: &str| None, action: None };
        match rule.check(user, &(), &access).await {
            Ok(()) => (200, String::new()),
            Err(rejection) => (rejection.status().as_u16(), rejection.detail().to_owned()),
        }
    }

    #[tokio::test]
    async fn expressions_decide_for_who_is_known() {
        let not = |rule| Rule::negation(rule);
        for (rule, status) in [
            (all(Yes, Yes), 200),
            (all(Yes, No), 403),
            (all(No, Never), 403),
            (all(Failed, Never), 500),
            (any(Yes, Never), 200),
            (any(No, Yes), 200),
            (any(No, No), 403),
            (any(No, Failed), 500),
            (any(Failed, Never), 500),
            (not(Rule::of(Yes)), 403),
            (not(Rule::of(No)), 200),
            (not(Rule::of(Failed)), 500),
            (not(not(Rule::of(Yes))), 200),
            (not(any(No, No)), 200),
            (not(all(Yes, No)), 200),
        ] {
            let told = format!("{rule:?}");
            assert_eq!(ask(rule, Some(&())).await.0, status, "{told}");
        }
    }

    #[tokio::test]
    async fn who_is_not_known_is_refused_by_all_that_do_not_take_them() {
        let not = |rule| Rule::negation(rule);
        for (rule, status) in [
            (Rule::of(Yes), 401),
            (Rule::of(Anybody), 200),
            (all(Anybody, Yes), 401),
            (any(Yes, Anybody), 200),
            (any(No, Yes), 401),
            (not(Rule::of(Yes)), 401),
            (not(Rule::of(No)), 401),
            (not(Rule::of(Anybody)), 403),
            (not(not(Rule::of(No))), 401),
            (any(Nobody, Yes), 401),
            (not(any(Nobody, Yes)), 401),
            (not(any(Yes, Nobody)), 401),
            (not(any(Nobody, Nobody)), 200),
            (not(all(Nobody, Yes)), 200),
        ] {
            let told = format!("{rule:?}");
            assert_eq!(ask(rule, None).await.0, status, "{told}");
        }
    }

    #[tokio::test]
    async fn the_first_reason_is_told() {
        let first = Rule::of(No);
        let second = Rule::negation(Rule::of(Yes));
        assert_eq!(ask(Rule::any(first, second), Some(&())).await.1, "no");
        for rule in [any(No, Hidden), any(Hidden, No)] {
            assert_eq!(ask(rule, Some(&())).await, (404, "nothing here".to_owned()));
        }
        assert_eq!(ask(Rule::negation(Rule::of(Yes)), Some(&())).await.1, NOT_PERMITTED);
    }
}
