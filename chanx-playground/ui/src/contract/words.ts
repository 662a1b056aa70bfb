/** Schemas, replies and rules in plain words. */

import { compact } from "../json/print";
import { Num, fromPlain, type Json } from "../json/value";
import type { Access, Authentication, Docs, Documented, Parameter, RateLimit, Reply, Scheme } from "./model";
import { SchemaDocument, type Facts, type SchemaNode, type Shape } from "./schema";

export function typeWords(node: SchemaNode, depth = 3): string {
  const { shape } = node;
  if (shape.name && depth < 3) return shape.name;
  if (shape.options) return shape.options.map(compact).join(" or ");
  if (shape.branches) {
    return depth === 0
      ? "one of several"
      : shape.branches.map((branch) => branchName(branch, depth - 1)).join(" or ");
  }
  if (shape.kind === "array" && shape.prefix.length > 0) {
    return `array of ${shape.prefix.map((item) => inner(item, depth)).join(", ")}`;
  }
  if (shape.kind === "array") return shape.items ? `array of ${inner(shape.items, depth)}` : "array";
  if (shape.kind === "object" && shape.fields.length === 0) {
    return shape.others ? `map of ${inner(shape.others, depth)}` : "empty object";
  }
  return shape.kind ?? "any value";
}

function inner(node: SchemaNode, depth: number): string {
  return depth === 0 ? "values" : typeWords(node, depth - 1);
}

/** What tells a branch from the others: its title, its constant, its only key, its type's name. */
export function branchName(node: SchemaNode, depth = 2): string {
  const { shape } = node;
  if (shape.title) return shape.title;
  const tag = shape.fields.find(({ node: field, required }) => required && field.shape.options?.length === 1);
  if (tag) return optionWords(tag.node.shape.options?.[0] ?? null);
  if (shape.name) return shape.name;
  const [only, ...more] = shape.fields;
  if (only?.required && more.length === 0) return only.wire;
  return typeWords(node, depth);
}

export function optionWords(option: Json): string {
  return typeof option === "string" && option !== "" ? option : compact(option);
}

export function factWords({ facts }: Shape): string[] {
  const words: string[] = [];
  const say = (name: keyof Facts, write: (value: string) => string): void => {
    const value = facts[name];
    if (value !== undefined) words.push(write(value instanceof Num ? value.text : String(value)));
  };
  if (facts.format && !/^u?int|^float|^double/.test(facts.format)) words.push(facts.format);
  say("minimum", (bound) => `at least ${bound}`);
  say("exclusiveMinimum", (bound) => `more than ${bound}`);
  say("maximum", (bound) => `at most ${bound}`);
  say("exclusiveMaximum", (bound) => `less than ${bound}`);
  say("multipleOf", (factor) => `a multiple of ${factor}`);
  say("minLength", (length) => `at least ${count(length, "character")}`);
  say("maxLength", (length) => `at most ${count(length, "character")}`);
  say("minItems", (length) => `at least ${count(length, "item")}`);
  say("maxItems", (length) => `at most ${count(length, "item")}`);
  if (facts.uniqueItems) words.push("no item twice");
  say("pattern", (pattern) => `matches ${pattern}`);
  if (facts.format && /^u?int|^float|^double/.test(facts.format)) words.push(facts.format);
  return words;
}

/** The type with its bounds, and the default where there is one. */
export function valueWords(node: SchemaNode): string {
  const { shape } = node;
  const words = [typeWords(node, 2), ...factWords(shape)];
  if (shape.suggestion !== undefined && !shape.options && shape.kind !== "null")
    words.push(`for example ${compact(fromPlain(shape.suggestion))}`);
  return words.join(", ");
}

/** All that is written of a part: of its type, then of its handler. */
export function docText({ docs, handler_docs }: Documented): string {
  const texts = [textOf(docs), textOf(handler_docs)].filter((text) => text !== "");
  return [...new Set(texts)].join("\n\n");
}

export function tagsOf({ docs, handler_docs }: Documented): string[] {
  return [...new Set([...(docs?.tags ?? []), ...(handler_docs?.tags ?? [])])];
}

/** The summary, and the description where it says more. */
function textOf({ summary = "", description = "" }: Docs = {}): string {
  if (description.startsWith(summary)) return description;
  return description === "" ? summary : `${summary}\n\n${description}`;
}

const CONVERTERS: Record<string, string> = {
  int: "digits",
  slug: "letters, digits, - and _",
  uuid: "a UUID",
  str: "anything without a slash",
  path: "anything, also with slashes",
};

/** What a parameter of the path takes. */
export function factsOfParameter({ converter, schema }: Parameter): string {
  const node = new SchemaDocument(schema ?? true, false).node();
  const type = typeWords(node);
  const isPlain = type === "string" || type === "any value";
  const facts = factWords(node.shape).filter((word) => word !== converter);
  const words = [CONVERTERS[converter ?? ""] ?? "", isPlain ? "" : type, ...facts];
  const told = words.filter((word, index) => word !== "" && words.indexOf(word) === index).join(", ");
  return told === "" ? "" : `${raised(told)}.`;
}

export function answerWords(reply: Reply): string {
  if (reply === "nothing") return "There is no reply.";
  if (typeof reply === "object" && "fallible" in reply && reply.fallible === "nothing")
    return "There is no reply, but there may be an error.";
  return `Answered by ${replyWords(reply)}.`;
}

export function replyWords(reply: Reply): string {
  if (reply === "nothing") return "nothing";
  if (reply === "text") return "a text frame";
  if (reply === "binary") return "a binary frame";
  if ("one_of" in reply) return reply.one_of.join(" or ");
  if ("optional" in reply) return `${replyWords(reply.optional)} or nothing`;
  if ("many" in reply) return `any number of ${replyWords(reply.many)}`;
  if ("stream" in reply) return `a stream of ${replyWords(reply.stream)}`;
  if ("all" in reply) return reply.all.map(replyWords).join(", then ");
  if ("fallible" in reply) return `${replyWords(reply.fallible)}, or an error`;
  return "replies that this page does not know";
}

export function accessWords(access: Access): string[] {
  const words: string[] = [];
  const authentications = access.authentications ?? [];
  if (authentications.length === 0) words.push("Anybody may connect.");
  else {
    const ways = authentications.map(authenticationName).join(", or ");
    words.push(`Users are known by ${ways}.`);
    words.push(
      access.anonymous ? "Somebody who is not known may connect, too." : "Somebody who is not known is refused.",
    );
  }
  if (access.permissions) words.push(`A connection needs the permissions ${access.permissions}.`);
  if (access.object)
    words.push(`The path names an object of type ${access.object}; where there is none, the connection is refused.`);
  return words;
}

export function authenticationName(authentication: Authentication): string {
  return typeof authentication === "string" ? authentication : authentication.name;
}

export function schemesOf(authentication: Authentication): Scheme[] {
  return typeof authentication === "string" ? [] : authentication.schemes;
}

export function schemeWords({ kind, scheme, place, name }: Scheme): string {
  const what =
    {
      bearer: "Bearer token",
      basic: "Name and password",
      api_key: "Key",
      session: "Session",
      http: `${scheme ?? "HTTP"} credentials`,
    }[kind] ?? kind;
  const places: Record<string, string> = {
    header: "header",
    query: "query parameter",
    cookie: "cookie",
    subprotocol: "subprotocol",
  };
  return `${what} in the ${places[place] ?? place}${name ? ` ${name}` : ""}`;
}

export function rateWords({ messages, period, burst }: RateLimit): string {
  const time = period === 1 ? "second" : `${period} seconds`;
  return `${count(messages, "message")} a ${time}${burst ? `, ${burst} at once` : ""}`;
}

function raised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function count(number: number | string, noun: string): string {
  return `${typeof number === "number" ? number.toLocaleString("en") : number} ${noun}${String(number) === "1" ? "" : "s"}`;
}

export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function durationWords(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
