#[message(action = "leave")]
#[deprecated]
pub struct Leave;
