#[message(action = "error", groups)]
pub struct Failed<T> {
    pub payload: T,
}
