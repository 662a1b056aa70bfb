//! The routes compiled: flat, in order, each checked against the parameters of its consumer.

#[cfg(test)]
mod model;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, sync::Arc};

use super::{
    Endpoint, Router,
    endpoint::Mounted,
    pattern::{Param, Pattern},
    percent,
    router::Entry,
};
use crate::{
    observe::SharedObserver,
    session::Caller,
    settings::Settings,
    table::{ConsumerInfo, Converter, Refusal, RouteInfo},
    wire,
};

/// What the path matched, by name and decoded.
#[derive(Debug, Default)]
pub(crate) struct Captures<'t>(Vec<(&'t str, Cow<'t, str>)>);

impl Captures<'_> {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_ref())
    }
}

/// The compiled routes of an application.
pub(crate) struct Table<S> {
    routes: Vec<Route<S>>,
}

struct Route<S> {
    /// As written, for messages and logs.
    written: String,
    prefixes: Vec<Arc<Pattern>>,
    pattern: Pattern,
    endpoint: Endpoint<S>,
}

/// A route that a request's path matched.
pub(crate) struct Found {
    /// The route's place in the table.
    pub(crate) index: usize,
    pub(crate) info: &'static ConsumerInfo,
    pub(crate) caller: Box<dyn Caller>,
}

impl<S> Table<S> {
    pub(crate) fn new() -> Self {
        Self { routes: Vec::new() }
    }

    /// Adds the routes of a router; the error says which pattern is wrong, and why.
    pub(crate) fn add(&mut self, router: Router<S>) -> Result<(), String> {
        self.flatten("", &[], router)
    }

    fn flatten(&mut self, written: &str, prefixes: &[Arc<Pattern>], router: Router<S>) -> Result<(), String> {
        for entry in router.entries {
            match entry {
                Entry::Path(literal, endpoint) => {
                    let written = format!("{written}{literal}");
                    let pattern =
                        explain(&written, reachable(&written).and_then(|()| Pattern::whole(literal)))?;
                    self.push(written, prefixes, pattern, endpoint)?;
                }
                Entry::RePath(source, endpoint) => {
                    let written = format!("{written}{source}");
                    let pattern = explain(&written, Pattern::regex(source))?;
                    self.push(written, prefixes, pattern, endpoint)?;
                }
                Entry::Include(literal, router) => {
                    let written = format!("{written}{literal}");
                    let prefix =
                        explain(&written, reachable(&written).and_then(|()| Pattern::prefix(literal)))?;
                    let mut prefixes = prefixes.to_vec();
                    prefixes.push(Arc::new(prefix));
                    self.flatten(&written, &prefixes, router)?;
                }
            }
        }
        Ok(())
    }

    fn push(
        &mut self,
        written: String,
        prefixes: &[Arc<Pattern>],
        pattern: Pattern,
        endpoint: Endpoint<S>,
    ) -> Result<(), String> {
        let route = Route { written, prefixes: prefixes.to_vec(), pattern, endpoint };
        explain(&route.written, route.check())?;
        self.routes.push(route);
        Ok(())
    }

    /// Finds the first route that takes the path of a request and whose values `open` takes.
    pub(crate) fn find(
        &self,
        path: &str,
        open: impl Fn(usize, &Captures<'_>) -> Option<Box<dyn Caller>>,
    ) -> Option<Found> {
        let path = percent::escapes(path.strip_prefix('/').unwrap_or(path))?;
        self.routes.iter().enumerate().find_map(|(index, route)| {
            let captures = route.matches(&path)?;
            let caller = open(index, &captures)?;
            Some(Found { index, info: route.endpoint.info, caller })
        })
    }

    /// Each route's endpoint, mounted in an application with these settings, whose connections are observed so.
    pub(crate) fn mount(&self, app: &Settings, observers: &[SharedObserver]) -> Vec<Box<dyn Mounted<S>>> {
        self.routes.iter().map(|route| (route.endpoint.mount)(app, observers)).collect()
    }

    /// All that the tables know of the routes, in an application with these settings.
    pub(crate) fn outline(&self, app: &Settings) -> Vec<RouteInfo> {
        let describe = |Route { written, endpoint, prefixes, pattern }: &Route<S>| {
            let mut settings = app.clone();
            (endpoint.settings)(&mut settings);
            let handlers = (endpoint.handlers)();
            RouteInfo {
                path: written.clone(),
                segments: prefixes
                    .iter()
                    .map(|prefix| &**prefix)
                    .chain([pattern])
                    .flat_map(|part| part.segments.clone())
                    .collect(),
                params: endpoint.fields,
                consumer: endpoint.info,
                standard: wire::standard(endpoint.info, &handlers, &settings),
                refusals: Refusal::of(&endpoint.info.access, &settings),
                handlers,
                settings,
            }
        };
        self.routes.iter().map(describe).collect()
    }

    /// The routes as written, with their consumers.
    pub(crate) fn routes(&self) -> impl Iterator<Item = (&str, &'static ConsumerInfo)> {
        self.routes.iter().map(|route| (route.written.as_str(), route.endpoint.info))
    }
}

impl<S> Route<S> {
    /// Each prefix takes what it can and never gives back, as in Django; the route gets the rest.
    fn matches<'t>(&'t self, path: &'t str) -> Option<Captures<'t>> {
        let mut captures = Captures::default();
        let mut rest = path;
        for prefix in &self.prefixes {
            rest = prefix.matches(rest, &mut captures.0)?;
        }
        self.pattern.matches(rest, &mut captures.0)?;
        Some(captures)
    }

    fn check(&self) -> Result<(), String> {
        let consumer = self.endpoint.info.name;
        let mut given: Vec<&Param> = Vec::new();
        for param in self.prefixes.iter().flat_map(|prefix| &prefix.params).chain(&self.pattern.params) {
            if given.iter().any(|known| known.name == param.name) {
                return Err(format!("`{}` stands twice in the path", param.name));
            }
            given.push(param);
        }
        for param in &self.pattern.params {
            if !self.endpoint.fields.iter().any(|field| field.name == param.name) {
                return Err(format!("the parameters of `{consumer}` have no field `{}`", param.name));
            }
        }
        for field in self.endpoint.fields {
            let name = field.name;
            let Some(param) = given.iter().find(|param| param.name == name) else {
                return Err(format!("the path does not give the parameter `{name}` of `{consumer}`"));
            };
            let fits = |converter: &str| field.converters.contains(&converter);
            if let Some(converter) = param.converter.map(Converter::name).filter(|name| !fits(name)) {
                let right = field.converters.first().unwrap_or(&"str");
                return Err(format!(
                    "`{name}` of `{consumer}` is no `{converter}`; write `<{right}:{name}>`"
                ));
            }
        }
        Ok(())
    }
}

/// Paths begin after their first `/`, and end before `?` and `#`.
fn reachable(written: &str) -> Result<(), String> {
    if written.starts_with('/') {
        return Err("it can never match: paths are matched without their leading `/`".to_owned());
    }
    match written.find(['?', '#']) {
        Some(_) => Err("it can never match: `?` and `#` are no part of a path".to_owned()),
        None => Ok(()),
    }
}

fn explain<T>(written: &str, result: Result<T, String>) -> Result<T, String> {
    result.map_err(|why| format!("the route `{written}`: {why}"))
}
