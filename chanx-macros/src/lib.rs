//! The attribute macros of chanx. Depend on the facade crate `chanx`.
