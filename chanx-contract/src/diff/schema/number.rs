//! Numbers: their range, of `format` too, and their multiples.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::{Effect, form::Kind, walk::Walk};

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

impl Walk<'_> {
    pub(super) fn number(
        &mut self,
        kinds: (Kind, Kind),
        old: &Map<String, Value>,
        new: &Map<String, Value>,
        path: &str,
    ) {
        let (was, is) = (Range::of(old, kinds.0 == Kind::Integer), Range::of(new, kinds.1 == Kind::Integer));
        let narrower =
            less(was.least, is.least, Ordering::Less) || less(was.most, is.most, Ordering::Greater);
        let wider = less(is.least, was.least, Ordering::Less) || less(is.most, was.most, Ordering::Greater);
        let (old_name, new_name) = (name(old, was), name(new, is));
        let effect = Effect::of(narrower, wider);
        let formats = (old.get("format"), new.get("format"));
        if effect != Effect::Neutral {
            self.tell(effect, path, format!("is {new_name} now, was {old_name}"));
        } else if formats.0 != formats.1 && kinds.0 == kinds.1 && kinds.0 != Kind::Any {
            // Formats that are no ranges (`float`, `double`) say how a number is kept, not which it may be.
            let known = |format: Option<&Value>| {
                format.and_then(Value::as_str).is_none_or(|format| {
                    matches!(format, "float" | "double") || format_range(format).is_some()
                })
            };
            let both = known(formats.0) && known(formats.1);
            let shown = |format: Option<&Value>| {
                format.and_then(Value::as_str).map_or("any".to_owned(), |format| format!("`{format}`"))
            };
            let what = format!("is of the format {} now, {} before", shown(formats.1), shown(formats.0));
            self.tell(if both { Effect::Neutral } else { Effect::Both }, path, what);
        }
        self.multiples(old.get("multipleOf"), new.get("multipleOf"), path);
    }

    fn multiples(&mut self, was: Option<&Value>, is: Option<&Value>, path: &str) {
        let divides = |small: Option<&Value>, large: Option<&Value>| match (small, large) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(small), Some(large)) => match (whole(small), whole(large)) {
                (Some(small), Some(large)) if small != 0 => large % small == 0,
                _ => small == large,
            },
        };
        if was == is {
            return;
        }
        let shown =
            |of: Option<&Value>| of.map_or("any number".to_owned(), |of| format!("a multiple of {of}"));
        let effect = Effect::of(!divides(is, was), !divides(was, is));
        self.tell(effect, path, format!("is {} now, was {}", shown(is), shown(was)));
    }
}

/// Tells whether an integer surely keeps to the keywords of a kind of numbers.
pub(super) fn takes(kind: Kind, keywords: &Map<String, Value>, value: &Value) -> bool {
    const BOUNDS: [&str; 4] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
    let judged = |(keyword, value): (&String, &Value)| match value.as_str() {
        Some(format) => keyword == "format" && kind == Kind::Integer && format_range(format).is_some(),
        None => BOUNDS.contains(&keyword.as_str()),
    };
    let range = Range::of(keywords, kind == Kind::Integer);
    let at = whole(value).map(Bound::Whole);
    at.is_some()
        && keywords.iter().all(judged)
        && !less(at, range.least, Ordering::Less)
        && !less(at, range.most, Ordering::Greater)
}

impl Range {
    fn of(keywords: &Map<String, Value>, whole: bool) -> Self {
        let format = keywords.get("format").and_then(Value::as_str).filter(|_| whole).and_then(format_range);
        let bound = |keyword: &str, up: bool| {
            let value = keywords.get(keyword)?;
            Bound::of(value, keyword.starts_with("exclusive"), whole, up)
        };
        let strictest = |bounds: [Option<Bound>; 3], side: Ordering| {
            bounds
                .into_iter()
                .flatten()
                .reduce(|one, other| if less(Some(one), Some(other), side) { other } else { one })
        };
        let least = [
            bound("minimum", true),
            bound("exclusiveMinimum", true),
            format.and_then(|(least, _)| least.map(Bound::Whole)),
        ];
        let most = [
            bound("maximum", false),
            bound("exclusiveMaximum", false),
            format.and_then(|(_, most)| most.map(Bound::Whole)),
        ];
        Self { least: strictest(least, Ordering::Less), most: strictest(most, Ordering::Greater) }
    }
}

impl Bound {
    #[allow(clippy::cast_possible_truncation, reason = "beyond i128 a bound of integers bounds nothing")]
    fn of(value: &Value, exclusive: bool, integers: bool, up: bool) -> Option<Self> {
        let step = if up { 1 } else { -1 };
        match (whole(value), value.as_f64()) {
            (Some(at), _) if !exclusive => Some(Self::Whole(at)),
            (Some(at), _) if integers => Some(Self::Whole(at + step)),
            (_, Some(at)) if integers => {
                let inside = if up { at.ceil() } else { at.floor() };
                let at_bound = exclusive && inside.total_cmp(&at) == Ordering::Equal;
                Some(Self::Whole(inside as i128 + if at_bound { step } else { 0 }))
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

/// The range as messages name it: by its format where that is all of it.
fn name(keywords: &Map<String, Value>, range: Range) -> String {
    let format = keywords.get("format").and_then(Value::as_str);
    let whole = |bound: Option<Bound>| match bound {
        Some(Bound::Whole(at)) => Some(at),
        _ => None,
    };
    if let Some(format) = format
        && format_range(format) == Some((whole(range.least), whole(range.most)))
    {
        return format!("`{format}`");
    }
    match (range.least, range.most) {
        (None, None) => "any number".to_owned(),
        (Some(least), None) => least.shown(true),
        (None, Some(most)) => most.shown(false),
        (Some(least), Some(most)) => format!("{} and {}", least.shown(true), most.shown(false)),
    }
}

fn whole(value: &Value) -> Option<i128> {
    let number = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    #[allow(clippy::cast_possible_truncation, reason = "the fraction is zero, and the range is checked")]
    number.or_else(|| value.as_f64().filter(|at| at.fract() == 0.0 && at.abs() < 1e18).map(|at| at as i128))
}

/// The least and the greatest number of an integer format, as schemars writes Rust's types.
pub(super) fn format_range(format: &str) -> Option<(Option<i128>, Option<i128>)> {
    let (unsigned, bits) = match format.strip_prefix("uint") {
        Some(bits) => (true, bits),
        None => (false, format.strip_prefix("int")?),
    };
    let bits: u32 = match bits {
        "" => 64,
        bits => bits.parse().ok()?,
    };
    Some(match (unsigned, bits) {
        (true, 8 | 16 | 32 | 64) => (Some(0), Some((1 << bits) - 1)),
        (false, 8 | 16 | 32 | 64) => (Some(-(1 << (bits - 1))), Some((1 << (bits - 1)) - 1)),
        (true, 128) => (Some(0), None),
        (false, 128) => (Some(i128::MIN), Some(i128::MAX)),
        _ => return None,
    })
}
