//! stub
use crate::consumer::{ConsumerInfo, Serves};
/// e
#[derive(Debug)]
pub struct Endpoint<S>(std::marker::PhantomData<fn(S)>, #[allow(dead_code)] &'static ConsumerInfo);
/// e
pub fn endpoint<C: Serves<S>, S>() -> Endpoint<S> {
    Endpoint(std::marker::PhantomData, const { &C::INFO })
}
/// r
#[derive(Debug)]
pub struct Router<S>(std::marker::PhantomData<S>);
impl<S> Router<S> {
    /// n
    pub fn new() -> Self {
        Self(std::marker::PhantomData)
    }
    /// n
    pub fn path(self, _: &'static str, _: Endpoint<S>) -> Self {
        self
    }
    /// n
    pub fn re_path(self, _: &'static str, _: Endpoint<S>) -> Self {
        self
    }
    /// n
    pub fn include(self, _: &'static str, _: Router<S>) -> Self {
        self
    }
}
