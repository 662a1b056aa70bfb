//! Layers keep their contract.

use chanx_core::layer::InMemoryLayer;
use chanx_testing::layer_conformance;

#[tokio::test(start_paused = true)]
async fn the_layer_in_memory_keeps_the_contract() {
    layer_conformance(async || {
        let layer = InMemoryLayer::new();
        (layer.clone(), layer)
    })
    .await;
}
