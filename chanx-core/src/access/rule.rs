//! Permissions put together by `&`, `|` and `!`.

use std::{fmt, future::Future, pin::Pin};

use super::{Access, Permission, Rejection};

/// What a user reads whom a negated permission refuses.
const NOT_PERMITTED: &str = "You do not have permission to perform this action.";

type Checking<'a> = Pin<Box<dyn Future<Output = Result<(), Rejection>> + Send + 'a>>;

/// An expression of permissions, as `permissions(…)` has it.
///
/// Both sides are asked from left to right, and no more of them than needed. Of two that refuse, the first one's reason
/// is told. `!` turns a refusal into an agreement, but neither a failure nor the refusal of somebody who is not known.
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
    pub fn not(rule: Self) -> Self {
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
                let Err(refused) = either[0].check(user, object, access).await else { return Ok(()) };
                if refused.is_failed() {
                    return Err(refused);
                }
                match either[1].check(user, object, access).await {
                    Err(second) if !second.is_failed() => Err(refused),
                    decided => decided,
                }
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
