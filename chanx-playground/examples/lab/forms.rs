//! Types that are hard to make a form of.

use std::collections::BTreeMap;

use chanx::prelude::*;

/// Where forms are found.
#[params]
pub(crate) struct FormsPath {
    /// Any number.
    #[allow(dead_code, reason = "every one is served")]
    pub(crate) number: u32,
    /// Anything, also with slashes, such as `a/b`.
    #[allow(dead_code, reason = "every one is served")]
    pub(crate) rest: String,
}

/// A tree of trees.
#[payload]
pub(crate) struct Tree {
    /// What it is called.
    #[garde(length(chars, min = 1, max = 40))]
    pub(crate) node_name: String,
    /// Those below it.
    #[serde(default)]
    pub(crate) child_trees: Vec<Tree>,
    /// The one beside it.
    pub(crate) next_one: Option<Box<Tree>>,
}

/// A shape.
#[payload]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Shape {
    /// All points as far from one.
    Circle {
        /// From the middle to the edge.
        #[garde(range(min = 0.5, max = 10.0))]
        radius_in_metres: f64,
    },
    /// One with four sides.
    WideBox {
        /// How wide and high.
        both_sides: (u32, u32),
    },
    /// No shape.
    Nothing,
}

/// Some of many.
#[payload]
pub(crate) struct Page<T> {
    /// These.
    #[garde(dive, length(min = 1, max = 5))]
    pub(crate) page_items: Vec<T>,
    /// How many there are altogether.
    pub(crate) total_count: u64,
}

/// Numbers that a double cannot hold.
#[payload]
pub(crate) struct Numbers {
    /// Up to 18446744073709551615.
    pub(crate) large_id: u64,
    /// Of 128 bits.
    pub(crate) huge_sum: i128,
    /// A part of one.
    #[garde(range(min = 0.0, max = 1.0))]
    pub(crate) share: f64,
    /// A small one, if any.
    #[garde(range(min = -5, max = 5))]
    pub(crate) step: Option<i8>,
}

/// How somebody feels.
#[payload]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mood {
    /// All is well.
    Good,
    /// Nothing is.
    VeryBad,
}

/// A form as it is filled in at a desk.
#[payload]
pub(crate) struct Visitor {
    /// As others call them.
    #[garde(length(chars, min = 2, max = 20))]
    pub(crate) full_name: String,
    /// Where letters go.
    #[garde(email)]
    pub(crate) mail: String,
    /// A code such as `AB-123`.
    #[garde(pattern("^[A-Z]{2}-[0-9]{3}$"))]
    pub(crate) badge: String,
    /// How they feel.
    pub(crate) mood: Mood,
    /// Whether it is urgent.
    #[serde(default)]
    pub(crate) is_urgent: bool,
    /// Who sent them, if anybody did.
    pub(crate) sent_by: Option<String>,
    /// A word that nobody else should read.
    #[sensitive]
    pub(crate) pass_word: Option<String>,
    /// Which visit.
    pub(crate) visit_id: Uuid,
    /// What else there is to say, of any type.
    #[serde(default)]
    pub(crate) anything: serde_json::Value,
}

/// Draw a tree.
#[message(action = "draw_tree", tag = "message_type", tags("trees"))]
pub(crate) struct TreeMessage {
    /// The tree.
    pub(crate) payload: Tree,
}

/// Show a page of shapes.
#[message(action = "show_page", tag = "message_type")]
pub(crate) struct PageMessage {
    /// The page.
    pub(crate) payload: Page<Shape>,
}

/// Hang up shapes by their names.
#[message(action = "hang_up", tag = "message_type")]
#[deprecated = "walls are full"]
pub(crate) struct MapMessage {
    /// Shapes by their names.
    pub(crate) payload: BTreeMap<String, Shape>,
    /// Beside the payload.
    #[serde(default)]
    pub(crate) in_a_hurry: bool,
}

/// Say numbers that come back as they are.
#[message(action = "weigh", tag = "message_type")]
pub(crate) struct WeighMessage {
    /// The numbers.
    pub(crate) payload: Numbers,
}

/// Register a visitor.
#[message(action = "register", tag = "message_type")]
pub(crate) struct RegisterMessage {
    /// The form.
    pub(crate) payload: Visitor,
}

/// The numbers, as they came.
#[message(action = "weighed", tag = "message_type")]
pub(crate) struct WeighedMessage {
    /// The numbers.
    pub(crate) payload: Numbers,
}

/// It was done.
#[message(action = "done", tag = "message_type")]
pub(crate) struct DoneMessage {
    /// How many parts it had.
    pub(crate) payload: usize,
}

/// One connection.
#[derive(Default)]
pub(crate) struct FormsConsumer;

/// Forms that are hard to fill in: recursive and generic types, unions, maps and large numbers, in camelCase.
#[consumer(public, params = FormsPath, camelize = true, tags("forms"))]
impl FormsConsumer {
    /// Counts the tree and all that are in it.
    #[ws_handler]
    async fn draw_tree(&self, message: TreeMessage) -> DoneMessage {
        DoneMessage { payload: message.payload.count() }
    }

    /// Counts the page's shapes.
    #[ws_handler]
    async fn show_page(&self, message: PageMessage) -> Option<DoneMessage> {
        Some(DoneMessage { payload: message.payload.page_items.len() })
    }

    /// Counts the shapes.
    #[ws_handler]
    #[allow(deprecated, reason = "the page must show it")]
    async fn hang_up(&self, message: MapMessage) -> DoneMessage {
        DoneMessage { payload: message.payload.len() }
    }

    /// Gives the numbers back.
    #[ws_handler]
    async fn weigh(&self, message: WeighMessage) -> WeighedMessage {
        WeighedMessage { payload: message.payload }
    }

    /// Takes the form.
    #[ws_handler]
    async fn register(&self, _: RegisterMessage) -> Result<()> {
        Ok(())
    }
}

impl Tree {
    /// How many trees it is, with those below and beside it.
    fn count(&self) -> usize {
        let below: usize = self.child_trees.iter().map(Self::count).sum();
        1 + below + self.next_one.as_deref().map_or(0, Self::count)
    }
}
