//! What went wrong once, each named by it.

mod a_kept_context_kept_the_socket;
mod a_refused_client_was_welcomed_first;
mod nobody_noticed_that_a_busy_client_was_gone;
