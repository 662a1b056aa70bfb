/** The named types of an endpoint's messages; the same name may mean another type in another message. */

import type { Route, Schema } from "../contract/model";
import { SchemaDocument, SchemaNode } from "../contract/schema";

export interface Definition {
  name: string;
  /** Whose it is, where another type has the same name. */
  side: string | null;
  anchor: string;
  node: SchemaNode;
}

export class Definitions {
  readonly all: Definition[] = [];
  private readonly anchors = new Map<SchemaDocument, Map<string, string>>();
  private readonly known = new Map<string, string>();

  constructor(
    route: Route,
    private readonly base: string,
  ) {
    const sides: [string, { schema?: Schema }[]][] = [
      ["as clients send it", Object.values(route.receives)],
      ["as clients receive it", Object.values(route.sends)],
      ["as events have it", Object.values(route.events ?? {})],
    ];
    this.documents = new Map(
      sides.flatMap(([side, messages]) =>
        messages.map(({ schema = true }) => [schema, this.read(schema, side, route.settings.camelize)] as const),
      ),
    );
    for (const definition of this.all) {
      if (this.all.filter(({ name }) => name === definition.name).length === 1) definition.side = null;
    }
  }

  private readonly documents: Map<Schema, SchemaDocument>;

  document(schema: Schema): SchemaDocument {
    return this.documents.get(schema) ?? new SchemaDocument(schema, false);
  }

  anchor(document: SchemaDocument, name: string): string | null {
    return this.anchors.get(document)?.get(name) ?? null;
  }

  private read(schema: Schema, side: string, camelize: boolean): SchemaDocument {
    const document = new SchemaDocument(schema, camelize);
    const names = new Map<string, string>();
    this.anchors.set(document, names);
    if (typeof schema === "boolean") return document;
    for (const [name, definition] of Object.entries(schema.$defs ?? {})) {
      const identity = `${name} ${JSON.stringify(definition)}`;
      let anchor = this.known.get(identity);
      if (anchor === undefined) {
        const others = this.all.filter((other) => other.name === name).length;
        anchor = `${this.base}/types/${encodeURIComponent(name)}${others > 0 ? `-${others + 1}` : ""}`;
        this.known.set(identity, anchor);
        // By its reference, so that it has its name.
        this.all.push({ name, side, anchor, node: new SchemaNode(document, [definition]) });
      }
      names.set(name, anchor);
    }
    return document;
  }
}
