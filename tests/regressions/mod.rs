//! What went wrong once, each named by it.

mod a_kept_context_kept_the_socket;
