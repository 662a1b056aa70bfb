//! The rule on numbers: bounds.

use std::fmt::Display;

use super::push;
use crate::validate::{At, Fault};

/// A number, or an `Option` of one, to which no bound applies while it is absent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number",
    label = "not a number",
    note = "`range` is for integers, floats and `Option`s of these; for texts and lists write `#[garde(length(…))]`"
)]
pub trait Number {
    /// The type of its bounds.
    type Bound: Copy + PartialOrd + Display;

    /// The number; `None` for what is absent.
    fn number(&self) -> Option<Self::Bound>;
}

macro_rules! numbers {
    ($($number:ty)+) => {$(
        impl Number for $number {
            type Bound = $number;

            fn number(&self) -> Option<$number> {
                Some(*self)
            }
        }
    )+};
}
numbers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64);

impl<T: Number> Number for Option<T> {
    type Bound = T::Bound;

    fn number(&self) -> Option<T::Bound> {
        self.as_ref().and_then(T::number)
    }
}

/// `#[garde(range(min = …, max = …))]`: a number within bounds, both included.
///
/// The bounds have a type of their own, since one that is named by way of `T` is a second error where `T` is no number.
pub fn range<T: Number<Bound = B>, B: Copy + PartialOrd + Display>(
    value: &T,
    at: &At<'_>,
    faults: &mut Vec<Fault>,
    min: Option<B>,
    max: Option<B>,
) {
    let Some(number) = value.number() else { return };
    if let Some(min) = min.filter(|min| number < *min) {
        push(
            at,
            faults,
            "greater_than_equal",
            format_args!("Input should be greater than or equal to {min}"),
        );
    } else if let Some(max) = max.filter(|max| number > *max) {
        push(at, faults, "less_than_equal", format_args!("Input should be less than or equal to {max}"));
    }
}
