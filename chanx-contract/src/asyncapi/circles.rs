//! Types that contain themselves.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::walk::{SCHEMAS, each_reference, references};

/// Writes references by which a type contains itself within an `allOf` of one, with the type's title.
///
/// That means the same. But the generator of Python clients writes no class that names itself, and takes what stands in an
/// `allOf` for anything; the generators that can write such types see them by the title. Where a circle leads through objects it is
/// these that are written so, since of alternatives these generators would lose the type. Objects that contain one another are
/// written so wherever they stand: that generator brings them into no order in which each class comes before who names it.
pub(super) fn open_circles(schemas: &mut BTreeMap<String, Value>) {
    let beyond: BTreeMap<String, BTreeSet<String>> =
        schemas.keys().map(|name| (name.clone(), reached(name, schemas))).collect();
    let leads = |one: &str, other: &str| beyond.get(one).is_some_and(|reached| reached.contains(other));
    let models: BTreeSet<String> = schemas
        .iter()
        .filter(|(_, schema)| schema.get("properties").is_some())
        .map(|(name, _)| name.clone())
        .collect();
    // The objects in whose circle a type is.
    let circle = |name: &str| {
        beyond[name].iter().filter(|other| models.contains(*other) && leads(other, name)).count()
    };
    let circles: BTreeMap<String, usize> = schemas.keys().map(|name| (name.clone(), circle(name))).collect();
    for (name, schema) in schemas.iter_mut() {
        let opens = |to: &str| match (models.contains(to), circles.get(to)) {
            (true, Some(2..)) => true,
            (true, _) => leads(to, name),
            (false, _) => leads(to, name) && circles.get(name) == Some(&0),
        };
        each_reference(schema, &mut |schema| {
            let to = schema["$ref"].as_str().and_then(|to| to.strip_prefix(SCHEMAS));
            if let Some(to) = to.filter(|to| opens(to)).map(str::to_owned) {
                *schema = json!({ "title": to, "allOf": [schema.take()] });
            }
        });
    }
}

/// The types that one refers to, and those that they refer to.
fn reached(name: &str, schemas: &BTreeMap<String, Value>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![name];
    while let Some(schema) = waiting.pop().and_then(|name| schemas.get(name)) {
        references(schema, &mut |reference| {
            if let Some(name) = reference.strip_prefix(SCHEMAS)
                && found.insert(name.to_owned())
            {
                waiting.push(name);
            }
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(schemas: &Value) -> Value {
        let schemas = schemas.as_object().into_iter().flatten();
        let mut schemas = schemas.map(|(name, schema)| (name.clone(), schema.clone())).collect();
        open_circles(&mut schemas);
        json!(schemas)
    }

    #[test]
    fn references_back_are_opened_and_no_others() {
        let to = |name: &str| json!({ "$ref": format!("{SCHEMAS}{name}") });
        let back = |name: &str| json!({ "title": name, "allOf": [to(name)] });
        let tree = |to: Value| json!({ "properties": { "left": to } });
        assert_eq!(
            opened(&json!({ "Forest": tree(to("Tree")), "Tree": tree(to("Tree")) })),
            json!({ "Forest": tree(to("Tree")), "Tree": tree(back("Tree")) })
        );
        assert_eq!(
            opened(&json!({ "Entry": { "oneOf": [to("Folder"), {}] }, "Folder": tree(to("Entry")) })),
            json!({ "Entry": { "oneOf": [back("Folder"), {}] }, "Folder": tree(to("Entry")) })
        );
        assert_eq!(
            opened(&json!({ "Ping": tree(to("Pong")), "Pong": tree(to("Ping")), "Table": tree(to("Ping")) })),
            json!({ "Ping": tree(back("Pong")), "Pong": tree(back("Ping")), "Table": tree(back("Ping")) })
        );
        assert_eq!(
            opened(&json!({ "Nest": { "items": to("Nest") } })),
            json!({ "Nest": { "items": back("Nest") } })
        );
    }
}
