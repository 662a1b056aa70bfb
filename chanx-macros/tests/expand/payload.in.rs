/// A person.
#[payload]
#[serde(rename_all = "camelCase")]
pub struct Person {
    #[garde(pattern("^[a-z]+$"), custom(known))]
    pub first_name: String,
    #[garde(inner(length(min = 1)), length(max = 3))]
    pub topics: Vec<String>,
    pub friends: Vec<Person>,
    #[sensitive]
    pub pin: Option<String>,
}
