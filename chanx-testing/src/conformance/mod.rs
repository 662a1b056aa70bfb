//! The contract of channel layers, as checks that any layer can be run through.

mod checks;
mod node;

use chanx_core::layer::ChannelLayer;

/// Runs a layer through the contract of [`ChannelLayer`].
///
/// `make` returns the layers of two nodes of one application that share a broker, new ones at each call; for a
/// layer whose clones share it, `async || { let layer = …; (layer.clone(), layer) }`.
///
/// # Panics
/// At the first breach, which it names. Each wait lasts 5 s at most.
pub async fn layer_conformance<L, M>(make: M)
where
    L: ChannelLayer,
    M: AsyncFn() -> (L, L),
{
    for (promise, check) in checks::ALL {
        let (one, other) = make().await;
        check(node::Node::new(promise, &one), node::Node::new(promise, &other)).await;
    }
}
