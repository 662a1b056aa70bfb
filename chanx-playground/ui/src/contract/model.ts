/** The contract as the server describes it; see `chanx_contract::model`. */

import type { Num } from "../json/value";

export interface Contract {
  version: number;
  routes: Route[];
}

/** The words for people that any part may have. */
export interface Docs {
  description?: string;
  summary?: string;
  tags?: string[];
}

export interface Documented {
  docs?: Docs;
  handler_docs?: Docs;
  deprecated?: boolean;
}

export interface Route extends Documented {
  path: string;
  regex?: boolean;
  params?: Parameter[];
  consumer: string;
  /** The groups that its connections join by themselves: `room:{room_id}`. */
  groups?: string[];
  tag: string;
  subprotocols?: string[];
  access: Access;
  refusals: Record<string, number>;
  settings: Settings;
  receives: Record<string, Received>;
  text?: RawHandler;
  binary?: RawHandler;
  sends: Record<string, Sent>;
  events?: Record<string, Event>;
}

export interface Parameter {
  name: string;
  description?: string;
  converter?: string | null;
  schema?: Schema | null;
}

export interface Access {
  authentications?: Authentication[];
  user?: string;
  anonymous: boolean;
  object?: string;
  permissions?: string;
}

/** Version 1 of the contract has the name alone. */
export type Authentication = string | { name: string; schemes: Scheme[] };

export interface Scheme {
  kind: string;
  scheme?: string;
  place: string;
  name?: string;
}

export interface Settings {
  send_completion: boolean;
  send_authentication_message: boolean;
  camelize: boolean;
  max_message_size: number;
  max_frame_size: number;
  max_json_depth?: number;
  rate_limit?: RateLimit;
  user_rate_limit?: RateLimit;
  origins?: unknown;
}

export interface RateLimit {
  messages: number;
  period: number;
  burst?: number;
}

export type Reply =
  | "nothing"
  | "text"
  | "binary"
  | { one_of: string[] }
  | { optional: Reply }
  | { many: Reply }
  | { stream: Reply }
  | { all: Reply[] }
  | { fallible: Reply };

export interface RawHandler extends Documented {
  handler: string;
  permissions?: string;
  replies: Reply;
  beside?: boolean;
}

export interface Received extends RawHandler {
  message: string;
  schema: Schema;
}

export interface Sent extends Documented {
  message: string;
  group?: boolean;
  by: { handlers?: string[]; events?: string[]; declared?: boolean };
  schema: Schema;
}

export interface Event extends Documented {
  event: string;
  sends: Reply;
  schema?: Schema;
}

export type Schema = boolean | SchemaObject;

/** JSON Schema (draft 2020-12); a bound that JavaScript cannot hold is a `Num`. */
export interface SchemaObject {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  title?: string;
  description?: string;
  deprecated?: boolean;
  default?: unknown;
  examples?: unknown[];
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
  patternProperties?: Record<string, Schema>;
  propertyNames?: Schema;
  items?: Schema;
  prefixItems?: Schema[];
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  minimum?: number | Num;
  maximum?: number | Num;
  exclusiveMinimum?: number | Num;
  exclusiveMaximum?: number | Num;
  multipleOf?: number | Num;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  pattern?: string;
  format?: string;
  "x-sensitive"?: boolean;
}
