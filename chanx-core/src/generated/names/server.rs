//! What generated code names of the server's half.

use crate::{access::Authenticator, error};
pub use crate::{
    access::{Anyone, Getting, NoObject, Optional, Required, Rule},
    consumer::{
        BoxStream as ReplyStream, Call, Consumer, Context, Declares, GroupPart, Handler, HandlerFuture,
        Handles, IntoReply, RuleOf, Sends, SentBy, Serves, Streaming, UserOf, Via,
    },
    generated::{
        access::{Known, Unknown, authentication, identity, no_object, object as get_object, permission},
        fallback,
        hook::{Begin, Outcome, connect},
        serving::{Replier, Served, Silent, Unserved, reply},
        setting::texts,
    },
    routing::Router,
    settings::{Origins, Settings},
    table::{Accepts, AccessInfo, AuthenticationInfo, ConsumerInfo, HandlerInfo, Replies},
};

/// The end of a reply.
pub type Replied = error::Result<()>;

/// The authentications of a consumer.
pub type Authenticators<C> = Vec<Authenticator<UserOf<C>, <C as Consumer>::State>>;

/// The permissions of a consumer's handlers, by their names.
pub type Guards<C> = Vec<(&'static str, RuleOf<C>)>;

/// The names of groups.
pub type Groups = Vec<String>;
