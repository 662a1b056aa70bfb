use chanx::prelude::*;

struct Colour(u32);

impl PathParam for Colour {
    const CONVERTERS: &'static [&'static str] = &["slug"];

    fn from_path(text: &str) -> Option<Self> {
        u32::from_str_radix(text, 16).ok().map(Self)
    }

    fn to_path(&self) -> std::borrow::Cow<'_, str> {
        format!("{:06x}", self.0).into()
    }
}

#[params]
struct RoomPath {
    room: String,
    colour: Colour,
}

fn main() {}
