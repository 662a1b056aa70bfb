//! A consumer written by hand, for the tests of routing and of the server.

use std::{borrow::Cow, marker::PhantomData};

use crate::{
    access::{Anonymous, Anyone, Getting, NoObject, User},
    consumer::{Consumer, Context, Handler, HandlerFuture, Serves},
    params::{Params, PathParam},
    settings::Settings,
    table::{ConsumerInfo, ParamField},
};

/// What varies between the fixtures: their parameters and settings.
pub(crate) trait Kind: Send + Sync + 'static {
    const FIELDS: &'static [ParamField];

    fn settings(_: &mut Settings) {}
}

/// A field of this name, which these converters may stand for.
pub(crate) const fn field(name: &'static str, converters: &'static [&'static str]) -> ParamField {
    ParamField { name, description: "", converters, schema: <String as PathParam>::schema }
}

/// A consumer that does nothing.
pub(crate) struct Fixture<K>(PhantomData<K>);

/// Parameters that hold the text of each field.
pub(crate) struct Texts<K>(Vec<String>, PhantomData<K>);

impl<K: Kind> Params for Texts<K> {
    const FIELDS: &'static [ParamField] = K::FIELDS;

    fn from_path<'a>(value: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let texts =
            K::FIELDS.iter().map(|field| value(field.name).map(str::to_owned)).collect::<Option<_>>()?;
        Some(Self(texts, PhantomData))
    }

    fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let place = K::FIELDS.iter().position(|field| field.name == name)?;
        Some(Cow::Borrowed(&self.0[place]))
    }
}

impl<K: Kind> Consumer for Fixture<K> {
    type State = ();
    type Params = Texts<K>;
    type Visitor = Anyone;
    type Object = NoObject;

    const INFO: ConsumerInfo = ConsumerInfo::new("Fixture");
    const HANDLERS: &'static [Handler<Self>] = &[];

    fn settings(settings: &mut Settings) {
        K::settings(settings);
    }

    fn identity(user: &Anonymous) -> Cow<'_, str> {
        user.identity()
    }

    fn get_object<'a>(_: &'a Texts<K>, (): &'a ()) -> Getting<'a, NoObject> {
        Box::pin(std::future::ready(Ok(Some(NoObject))))
    }

    fn connect(_: &Context<Self>) -> HandlerFuture<'_, Self> {
        Box::pin(async { Ok(Self(PhantomData)) })
    }
}

impl<K: Kind, S> Serves<S> for Fixture<K> {
    fn state(_: &S) {}
}
