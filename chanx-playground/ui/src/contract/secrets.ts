/** What a recording leaves out: tokens, and the fields that the contract marks as sensitive. */

import { Num, type Fields, type Json } from "../json/value";
import type { Route } from "./model";
import { actionsOf, wireTag } from "./route";
import { SchemaDocument, SchemaNode } from "./schema";

const REDACTED = "[redacted]";

export function redacted(frame: Fields, route: Route, by: "client" | "server"): Fields {
  const action = frame.get(wireTag(route));
  if (typeof action !== "string") return frame;
  const message = by === "client" ? actionsOf(route).get(action) : route.sends[action];
  if (!message) return frame;
  return hide(new SchemaDocument(message.schema, route.settings.camelize).node(), frame) as Fields;
}

/** Deeper frames than a server takes are not looked into. */
const MAX_DEPTH = 128;

function hide(node: SchemaNode, value: Json, depth = MAX_DEPTH): Json {
  const { shape } = node;
  if (depth === 0) return value;
  if (shape.sensitive && value !== null) return REDACTED;
  if (typeof value !== "object" || value === null || value instanceof Num) return value;
  const whole = (shape.branches ?? []).reduce((hidden, branch) => hide(branch, hidden, depth - 1), value as Json);
  if (Array.isArray(whole)) {
    return whole.map((item, index) => {
      const inner = shape.prefix[index] ?? shape.items;
      return inner ? hide(inner, item, depth - 1) : item;
    });
  }
  if (!(whole instanceof Map)) return whole;
  return new Map(
    [...whole].map(([key, member]) => {
      const field = shape.fields.find(({ name, wire }) => name === key || wire === key);
      const inner = field?.node ?? shape.others;
      return [key, inner ? hide(inner, member, depth - 1) : member];
    }),
  );
}
