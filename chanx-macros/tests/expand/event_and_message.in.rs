#[message(action = "told")]
#[event(handler = "tell")]
pub struct Told(pub String);
