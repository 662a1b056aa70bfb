//! The HTTP interface: JSON in and out, under `/api`.

mod accounts;
mod failure;
mod origin;
mod rooms;
mod whole;

use axum::{Router, middleware};

pub use self::failure::Failure;
use crate::AppState;

/// Its routes.
pub(crate) fn routes() -> Router<AppState> {
    accounts::routes().merge(rooms::routes()).layer(middleware::from_fn(origin::check))
}
