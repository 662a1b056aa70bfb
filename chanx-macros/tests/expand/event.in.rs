/// Raised by jobs.
#[event(handler = "notify")]
pub struct Notify {
    #[serde(default)]
    pub text: String,
}
