#[message(action = "typing", tag = "kind")]
pub struct Typing(pub Typist);
