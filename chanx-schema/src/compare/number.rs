//! Numbers: their range, of `format` too, and their multiples.

use std::cmp::Ordering;

use serde_json::Number;

use super::{Effect, text::is_of_numbers, walk::Walk};
use crate::{
    facts::Facts,
    kind::{Kind, width},
};

/// A bound; whole numbers are kept exactly.
#[derive(Debug, Clone, Copy)]
enum Bound {
    Whole(i128),
    Real { at: f64, exclusive: bool },
}

#[derive(Debug, Clone, Copy)]
struct Range {
    least: Option<Bound>,
    most: Option<Bound>,
}

impl Walk {
    pub(super) fn number(
        &mut self,
        kinds: (Option<Kind>, Option<Kind>),
        old: &Facts,
        new: &Facts,
        path: &str,
    ) {
        let whole = |kind: Option<Kind>| kind == Some(Kind::Integer);
        let (was, is) = (Range::of(old, whole(kinds.0)), Range::of(new, whole(kinds.1)));
        let narrower =
            less(was.least, is.least, Ordering::Less) || less(was.most, is.most, Ordering::Greater);
        let wider = less(is.least, was.least, Ordering::Less) || less(is.most, was.most, Ordering::Greater);
        let effect = Effect::of(narrower, wider);
        let formats = (old.formats.first(), new.formats.first());
        if effect != Effect::Neutral {
            self.tell(effect, path, format!("is {} now, was {}", is.shown(new), was.shown(old)));
        } else if formats.0 != formats.1 && kinds.0 == kinds.1 && kinds.0.is_some() {
            // Formats that are no ranges (`float`, `double`) say how a number is kept, not which it may be.
            let known = |format: Option<&String>| format.is_none_or(|format| is_of_numbers(format));
            let both = known(formats.0) && known(formats.1);
            let shown =
                |format: Option<&String>| format.map_or("any".to_owned(), |format| format!("`{format}`"));
            let what = format!("is of the format {} now, {} before", shown(formats.1), shown(formats.0));
            self.tell(if both { Effect::Neutral } else { Effect::Both }, path, what);
        }
        self.multiples(&old.steps, &new.steps, path);
    }

    fn multiples(&mut self, was: &[Number], is: &[Number], path: &str) {
        let divides = |small: &Number, large: &Number| match (integer(small), integer(large)) {
            (Some(small), Some(large)) if small != 0 => large % small == 0,
            _ => small == large,
        };
        // Whatever is a multiple of all the large ones is one of the small ones too.
        let within = |large: &[Number], small: &[Number]| {
            small.iter().all(|small| large.iter().any(|large| divides(small, large)))
        };
        let shown = |of: &[Number]| match of {
            [] => "any number".to_owned(),
            of => format!(
                "a multiple of {}",
                of.iter().map(Number::to_string).collect::<Vec<_>>().join(" and ")
            ),
        };
        if was != is {
            let effect = Effect::of(!within(was, is), !within(is, was));
            self.tell(effect, path, format!("is {} now, was {}", shown(is), shown(was)));
        }
    }
}

impl Range {
    fn of(facts: &Facts, whole: bool) -> Self {
        let width = facts.width().filter(|_| whole).unwrap_or_default();
        let bound = |number: &Option<Number>, exclusive, up| {
            number.as_ref().and_then(|number| Bound::of(number, exclusive, whole, up))
        };
        let strictest = |bounds: [Option<Bound>; 3], side: Ordering| {
            bounds
                .into_iter()
                .flatten()
                .reduce(|one, other| if less(Some(one), Some(other), side) { other } else { one })
        };
        let least = [
            bound(&facts.minimum, false, true),
            bound(&facts.exclusive_minimum, true, true),
            width.0.map(Bound::Whole),
        ];
        let most = [
            bound(&facts.maximum, false, false),
            bound(&facts.exclusive_maximum, true, false),
            width.1.map(Bound::Whole),
        ];
        Self { least: strictest(least, Ordering::Less), most: strictest(most, Ordering::Greater) }
    }

    /// The range as messages name it: by its format where that is all of it.
    fn shown(self, facts: &Facts) -> String {
        let whole = |bound: Option<Bound>| match bound {
            Some(Bound::Whole(at)) => Some(at),
            _ => None,
        };
        let all = Some((whole(self.least), whole(self.most)));
        if let Some(format) = facts.formats.first().filter(|format| width(format) == all) {
            return format!("`{format}`");
        }
        match (self.least, self.most) {
            (None, None) => "any number".to_owned(),
            (Some(least), None) => least.shown(true),
            (None, Some(most)) => most.shown(false),
            (Some(least), Some(most)) => format!("{} and {}", least.shown(true), most.shown(false)),
        }
    }
}

impl Bound {
    #[allow(clippy::cast_possible_truncation, reason = "beyond i128 a bound of integers bounds nothing")]
    fn of(value: &Number, exclusive: bool, integers: bool, up: bool) -> Option<Self> {
        let step = if up { 1 } else { -1 };
        match (integer(value), value.as_f64()) {
            (Some(at), _) if !exclusive => Some(Self::Whole(at)),
            (Some(at), _) if integers => Some(Self::Whole(at + step)),
            (_, Some(at)) if integers => {
                let inside = if up { at.ceil() } else { at.floor() };
                let at_bound = exclusive && inside.total_cmp(&at) == Ordering::Equal;
                Some(Self::Whole((inside as i128).saturating_add(if at_bound { step } else { 0 })))
            }
            (_, Some(at)) => Some(Self::Real { at, exclusive }),
            _ => None,
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "only where one of the two is no whole number")]
    fn place(self) -> (f64, bool) {
        match self {
            Self::Whole(at) => (at as f64, false),
            Self::Real { at, exclusive } => (at, exclusive),
        }
    }

    fn shown(self, up: bool) -> String {
        let (inclusive, strict) = if up { ("at least", "more than") } else { ("at most", "less than") };
        match self {
            Self::Whole(at) => format!("{inclusive} {at}"),
            Self::Real { at, exclusive: false } => format!("{inclusive} {at}"),
            Self::Real { at, exclusive: true } => format!("{strict} {at}"),
        }
    }
}

/// Tells whether the first bound is the looser one: of lower bounds (`Less`) the lesser, of upper ones the greater.
fn less(one: Option<Bound>, other: Option<Bound>, looser: Ordering) -> bool {
    match (one, other) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(Bound::Whole(one)), Some(Bound::Whole(other))) => one.cmp(&other) == looser,
        (Some(one), Some(other)) => {
            let ((one, one_strict), (other, other_strict)) = (one.place(), other.place());
            match one.partial_cmp(&other) {
                Some(Ordering::Equal) => !one_strict && other_strict,
                order => order == Some(looser),
            }
        }
    }
}

fn integer(number: &Number) -> Option<i128> {
    #[allow(clippy::cast_possible_truncation, reason = "the fraction is zero, and the range is checked")]
    let float = |at: f64| (at.fract() == 0.0 && at.abs() < 1e18).then_some(at as i128);
    number.as_i128().or_else(|| number.as_f64().and_then(float))
}
