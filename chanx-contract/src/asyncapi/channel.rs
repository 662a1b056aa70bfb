//! A route as a channel.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    address::address,
    document::{Channel, Parameter},
    extension::{AccessExtension, ChannelExtension, LimitsExtension, ParameterExtension},
    frame::shown,
    messages::{described, tags},
    names::{snake, unique},
    reference::Reference,
    security::bindings,
    standard::refusals,
    types::{Added, Named, Types},
};
use crate::model::{self, Route};

/// The titles of the routes' channels: the consumer's name, and where several routes have one of that name, the path.
/// They do not depend on the order of the routes.
pub(super) fn titles(routes: &[Route]) -> Vec<String> {
    let by_consumer: Vec<String> = routes.iter().map(|route| by_consumer(&route.consumer)).collect();
    let alone = |name: &String| by_consumer.iter().filter(|other| *other == name).count() == 1;
    let mut order: Vec<usize> = (0..routes.len()).collect();
    order.sort_by_key(|at| (!alone(&by_consumer[*at]), &routes[*at].path));
    let mut taken = BTreeSet::new();
    let mut titles = vec![String::new(); routes.len()];
    for at in order {
        let name = &by_consumer[at];
        let name = if alone(name) { name.clone() } else { format!("{name}_{}", by_path(&routes[at].path)) };
        titles[at] = unique(&name, &mut taken);
    }
    titles
}

fn by_consumer(consumer: &str) -> String {
    let name = consumer.split('<').next().unwrap_or(consumer);
    let short = name.strip_suffix("Consumer").filter(|short| !short.is_empty());
    snake(short.unwrap_or(name))
}

fn by_path(path: &str) -> String {
    let (address, _) = address(path);
    let words = address.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_")
}

/// A parameter's schema that is collected.
pub(super) type Parameters = BTreeMap<String, Added>;

/// Collects the types of a route's parameters.
pub(super) fn parameters(route: &Route, title: &str, types: &mut Types) -> Parameters {
    let add = |param: &model::Parameter| {
        Some((param.name.clone(), types.add_inline(title, param.schema.as_ref()?)))
    };
    route.params.iter().filter_map(add).collect()
}

/// The channel of a route with this title, and these messages.
pub(super) fn channel(
    route: &Route,
    title: &str,
    parameters: &Parameters,
    named: &Named,
    messages: &BTreeSet<String>,
) -> Channel {
    let (address, placed) = address(&route.path);
    let param = |name: &String| {
        let param = route.params.iter().find(|param| param.name == *name);
        let schema = parameters.get(name).map(|added| named.inline(*added));
        (name.clone(), parameter(param, schema))
    };
    let reference = |name: &String| (name.clone(), Reference::to(&["components", "messages", name]));
    Channel {
        address,
        title: title.to_owned(),
        summary: route.docs.summary.clone(),
        description: described(&route.docs.description),
        parameters: placed.iter().map(param).collect(),
        messages: messages.iter().map(reference).collect(),
        tags: tags(&route.docs),
        bindings: bindings(route),
        extension: extension(route),
    }
}

fn parameter(param: Option<&model::Parameter>, schema: Option<Value>) -> Parameter {
    let texts = |values: &Value| -> Vec<String> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            _ => None,
        };
        values.as_array().into_iter().flatten().filter_map(text).collect()
    };
    let written = param.and_then(|param| param.schema.as_ref());
    // A regular expression may take less than the type, and a type that does not tell more than it takes.
    let converts = param.is_some_and(|param| param.converter.is_some());
    let tells = |schema: &&Value| schema.as_object().is_some_and(|keywords| !keywords.is_empty());
    let tells = written.filter(tells).filter(|_| converts);
    let example =
        tells.and_then(shown).map(|value| texts(&[value].into_iter().collect())).unwrap_or_default();
    Parameter {
        description: param.and_then(|param| described(&param.description)),
        options: written.map(|schema| texts(&schema["enum"])).unwrap_or_default(),
        examples: example,
        extension: ParameterExtension { converter: param.and_then(|param| param.converter.clone()), schema },
    }
}

fn extension(route: &Route) -> ChannelExtension {
    let (access, settings) = (&route.access, &route.settings);
    ChannelExtension {
        consumer: route.consumer.clone(),
        path: route.path.clone(),
        regex: route.regex,
        deprecated: route.deprecated,
        tag: if settings.camelize {
            chanx_schema::camel_case(&route.tag).into_owned()
        } else {
            route.tag.clone()
        },
        camelize: settings.camelize,
        subprotocols: route.subprotocols.clone(),
        groups: route.groups.clone(),
        access: AccessExtension {
            authentications: access.authentications.iter().map(|one| one.name.clone()).collect(),
            user: access.user.clone(),
            anonymous: access.anonymous,
            object: access.object.clone(),
            permissions: access.permissions.clone(),
        },
        refusals: refusals(route),
        limits: LimitsExtension {
            max_message_size: settings.max_message_size,
            max_frame_size: settings.max_frame_size,
            max_json_depth: settings.max_json_depth,
            rate_limit: settings.rate_limit,
            user_rate_limit: settings.user_rate_limit,
        },
        origins: settings.origins.clone(),
    }
}
