//! What must compile, and what it does: the files `<macro>/pass/<what>.rs`, each of which is a module here.
//!
//! They are one program, which is built with the tests, since trybuild would build all dependencies once more for them. It is
//! not itself a test, where the compiler looks for fewer mistakes (`missing_docs`).

#![allow(dead_code, reason = "that it compiles is the point")]

macro_rules! pass {
    ($($name:ident $file:literal)+) => {
        $(
            #[path = $file]
            pub mod $name;
        )+

        fn main() {
            $(
                println!($file);
                $name::main();
            )+
        }
    };
}

pass! {
    consumer_access "consumer/pass/access.rs"
    consumer_generic "consumer/pass/generic.rs"
    consumer_one_name_in_two_places "consumer/pass/one_name_in_two_places.rs"
    consumer_room "consumer/pass/room.rs"
    consumer_settings "consumer/pass/settings.rs"
    event_forms "event/pass/forms.rs"
    message_deprecated "message/pass/deprecated.rs"
    message_forms "message/pass/forms.rs"
    message_moved_crate "message/pass/moved_crate.rs"
    messages_forms "messages/pass/forms.rs"
    params_forms "params/pass/forms.rs"
    payload_container_default "payload/pass/container_default.rs"
    payload_forms "payload/pass/forms.rs"
    payload_names_of_one_letter "payload/pass/names_of_one_letter.rs"
    payload_sensitive "payload/pass/sensitive.rs"
    payload_wide_bounds "payload/pass/wide_bounds.rs"
    testing_asserted "testing/pass/asserted.rs"
}
