//! The HTTP interface: JSON in and out, under `/api`.

mod accounts;
mod origin;
mod rooms;
mod whole;

use axum::{Router, middleware};

use crate::state::AppState;

/// Its routes.
pub(crate) fn routes() -> Router<AppState> {
    accounts::routes().merge(rooms::routes()).layer(middleware::from_fn(origin::check))
}
