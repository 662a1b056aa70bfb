//! What a check sends: frames of a schema as clients write them, and what raw handlers take.

use chanx_core::table::MessageInfo;
use chanx_schema::generate::{Tree, Values};
use proptest::{
    arbitrary::any,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::Value;

use super::{
    dice::{below, dice},
    oracle::Oracle,
    run::RouteCheck,
};

/// Values that are made before it is given up to make one that the oracle takes.
const TRIES: u32 = 100;

impl RouteCheck<'_> {
    /// A frame of the schema that does not nest too deep: a recursive one has no bound of its own.
    pub(super) fn valid(
        &self,
        oracle: &Oracle,
        values: &Values,
        info: &MessageInfo,
        dice: &mut TestRunner,
    ) -> Option<Tree> {
        let levels = self.promise.route.settings.max_json_depth.min(128);
        let fits =
            |frame: &Value| oracle.is_valid(frame) && frame[info.tag] == info.action && depth(frame) < levels;
        (0..TRIES).find_map(|_| values.new_tree(dice).ok().filter(|tree| fits(&tree.current())))
    }

    pub(super) fn dice(&self, action: &str, what: &str, case: u32) -> TestRunner {
        dice(self.check.seed, &[&self.promise.route.path, action, what], case)
    }

    /// A frame as clients write it: with `camelize` in either case.
    pub(super) fn written(&self, info: &MessageInfo, value: &Value, dice: &mut TestRunner) -> String {
        let text = value.to_string();
        if !self.promise.route.settings.camelize || below(dice, 2) == 0 {
            return text;
        }
        let shape = (info.compiled)();
        let camel = shape.to_camel(&text);
        if shape.to_snake(&camel) == text { camel.into_owned() } else { text }
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

pub(super) fn raw_text(case: u32, dice: &mut TestRunner) -> String {
    match case {
        0 => String::new(),
        1 => "\u{0}".to_owned(),
        2 => "hello".to_owned(),
        3 => "[1, 2]".to_owned(),
        4 => "§ 日本 🦀 \" \\ \n".to_owned(),
        5 => "a".repeat(10_000),
        6 => "[".repeat(200),
        _ => any::<String>().new_tree(dice).map(|tree| tree.current()).unwrap_or_default(),
    }
}
