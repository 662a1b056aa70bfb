//! The schema of a whole frame as it goes over the wire.

use std::borrow::Cow;

use chanx_schema::{Schemas, camel_case, camelize_schema, example::example};
use serde_json::{Map, Value, json};

/// The keys of the envelope, which stand beside those of any frame.
const ENVELOPE: &str = "^(ref|version)$";

/// What makes a message's schema that of its frames.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'f> {
    pub(super) tag: &'f str,
    pub(super) action: &'f str,
    pub(super) camelize: bool,
    /// Its receivers read whose it is, besides.
    pub(super) group: bool,
    pub(super) deprecated: bool,
}

impl Frame<'_> {
    /// The key of the tag.
    fn tag(&self) -> Cow<'_, str> {
        if self.camelize { camel_case(self.tag) } else { self.tag.into() }
    }

    /// The schema (draft 2020-12) of the frames of a message with this schema.
    pub(super) fn schema(&self, message: &Value) -> Value {
        let mut message = merged(message);
        if self.camelize {
            message = camelize_schema(&message);
        }
        let Value::Object(mut keywords) = message else { return message };
        let mut properties = Map::new();
        let tag = self.tag();
        let constant = json!({ "type": "string", "const": self.action, "default": self.action });
        properties.insert(tag.clone().into_owned(), constant);
        if let Some(Value::Object(written)) = keywords.remove("properties") {
            properties.extend(written.into_iter().filter(|(name, _)| *name != tag));
        }
        let mut required = vec![Value::from(&*tag)];
        if let Some(Value::Array(written)) = keywords.remove("required") {
            required.extend(written.into_iter().filter(|name| *name != *tag));
        }
        if self.group {
            let whose = [
                ("is_mine", "The receiver's user sent it."),
                ("is_current", "The receiving connection sent it."),
            ];
            for (name, description) in whose {
                let name = if self.camelize { camel_case(name) } else { name.into() };
                required.push((&*name).into());
                properties
                    .insert(name.into_owned(), json!({ "type": "boolean", "description": description }));
            }
        }
        if [Some(&json!(false))]
            .contains(&keywords.get("additionalProperties").or(keywords.get("unevaluatedProperties")))
        {
            keywords.insert("patternProperties".to_owned(), json!({ ENVELOPE: {} }));
        }
        keywords.insert("type".to_owned(), "object".into());
        keywords.insert("properties".to_owned(), properties.into());
        keywords.insert("required".to_owned(), required.into());
        if self.deprecated {
            keywords.insert("deprecated".to_owned(), true.into());
        }
        keywords.into()
    }
}

/// A frame of this schema.
pub(super) fn shown(frame: &Value) -> Option<Value> {
    example(Schemas::with_examples(frame))
}

/// One object where several types have one action: a key that they have differently is of either.
fn merged(message: &Value) -> Value {
    let alternatives = message.get("anyOf").and_then(Value::as_array);
    let models: Option<Vec<&Map<String, Value>>> = alternatives.and_then(|all| {
        let model = |one: &'_ Value| one.get("properties").is_some_and(Value::is_object);
        all.iter().map(|one| one.as_object().filter(|_| model(one))).collect()
    });
    let Some(models) = models.filter(|models| models.len() > 1 && message.get("properties").is_none()) else {
        return message.clone();
    };
    let mut properties: Map<String, Value> = Map::new();
    let mut required: Option<Vec<Value>> = None;
    for model in &models {
        for (name, schema) in model.get("properties").and_then(Value::as_object).into_iter().flatten() {
            match properties.get_mut(name) {
                None => {
                    properties.insert(name.clone(), schema.clone());
                }
                Some(known) if known == schema => {}
                Some(Value::Object(known)) if known.len() == 1 && known.contains_key("anyOf") => {
                    if let Some(Value::Array(all)) = known.get_mut("anyOf") {
                        all.push(schema.clone());
                    }
                }
                Some(known) => *known = json!({ "anyOf": [known.take(), schema] }),
            }
        }
        let names = model.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        required = Some(match required {
            Some(mut known) => {
                known.retain(|name| names.contains(name));
                known
            }
            None => names,
        });
    }
    let mut merged = Map::new();
    for keyword in ["title", "description"] {
        merged.extend(models[0].get(keyword).map(|value| (keyword.to_owned(), value.clone())));
    }
    merged.insert("type".to_owned(), "object".into());
    merged.insert("properties".to_owned(), properties.into());
    merged.insert("required".to_owned(), required.unwrap_or_default().into());
    merged.extend(message.get("$defs").map(|definitions| ("$defs".to_owned(), definitions.clone())));
    merged.into()
}
