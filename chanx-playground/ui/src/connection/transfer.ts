/** Connections as recordings, and recordings as connections. */

import { redacted } from "../contract/secrets";
import { matches } from "../contract/route";
import type { Contract, Route } from "../contract/model";
import type { Fields } from "../json/value";
import { readRecording, RecordingError, writeLine, type Line, type Opened } from "../history/recording";
import type { Connection, Session } from "./connection";
import { connections } from "./connections";

interface Told extends Line {
  route: Route;
}

/** All that these connections said, as one recording; each talk is a connection of its own in it. */
export function exportRecording(from: readonly Connection[]): string {
  const sessions = from.flatMap((connection) =>
    connection.sessions.map((session, index) => ({ connection, session, index })),
  );
  const start = Math.min(...sessions.map(({ session }) => session.openedAt));
  const lines = sessions.flatMap(({ connection, session, index }, number) =>
    linesOf(connection, session, index).map((line) => ({
      ...line,
      connection: String(number + 1),
      at: Math.max(0, line.at - start) / 1000,
    })),
  );
  lines.sort((a, b) => a.at - b.at);
  return lines.map((line) => `${writeLine(line, redaction(line))}\n`).join("");
}

function redaction({ route, happening }: Told): (frame: Fields) => Fields {
  return (frame) => (happening.kind === "said" ? redacted(frame, route, happening.by) : frame);
}

function linesOf({ ring, route }: Connection, session: Session, index: number): Told[] {
  const line = (at: number, happening: Line["happening"]): Told => ({ connection: "", at, happening, route });
  const { path, consumer, subprotocol, tag, closed } = session;
  const lines = [line(session.openedAt, { kind: "opened", opened: { path, consumer, subprotocol, tag } })];
  for (const { at, by, content, size, session: own } of ring.slice()) {
    if (own === index) lines.push(line(at, { kind: "said", by, content, size }));
  }
  if (closed) lines.push(line(closed.at, { kind: "closed", code: closed.code, by: closed.by }));
  return lines;
}

/** Adds a connection for each of a recording's, or none where it has a fault. Returns how many. */
export function importRecording(text: string, name: string, contract: Contract, server: string): number {
  const made = new Map<string, Connection>();
  try {
    recall(
      readRecording(text),
      made,
      ({ path }, key, route, index) => {
        const target = { server, path, query: "", protocols: [], secretQuery: [], secretProtocols: [] };
        return connections.add(route, index, target, `${name}, ${key}`, performance.now());
      },
      contract,
    );
  } catch (error) {
    made.forEach((connection) => connections.remove(connection));
    throw error;
  }
  if (made.size === 0) throw new RecordingError("The file has no line of a recording");
  return made.size;
}

type Add = (opened: Opened, key: string, route: Route, index: number) => Connection;

function recall(lines: readonly Line[], made: Map<string, Connection>, add: Add, contract: Contract): void {
  for (const { connection: key, at, happening } of lines) {
    let connection = made.get(key);
    if (happening.kind === "opened") {
      const index = routeOf(contract, happening.opened);
      const route = contract.routes[index];
      if (!route) throw new RecordingError(`No endpoint serves ${happening.opened.path}`);
      connection ??= add(happening.opened, key, route, index);
      made.set(key, connection);
      connection.state = "recorded";
      connection.sessions.push({ ...happening.opened, openedAt: timeOf(connection, at), closed: null });
      continue;
    }
    const session = connection?.sessions.at(-1);
    if (!connection || !session) throw new RecordingError(`The connection ${key} says something before it is opened`);
    const time = timeOf(connection, at);
    if (happening.kind === "closed") session.closed = { at: time, code: happening.code, by: happening.by };
    else connection.recall(happening.by, happening.content, time, connection.sessions.length - 1, happening.size);
  }
}

function timeOf({ origin }: Connection, seconds: number): number {
  return (origin ?? 0) + seconds * 1000;
}

function routeOf({ routes }: Contract, { path, consumer }: { path: string; consumer: string }): number {
  const both = routes.findIndex((route) => route.consumer === consumer && matches(route, path));
  if (both >= 0) return both;
  const byConsumer = routes.findIndex((route) => route.consumer === consumer);
  return byConsumer >= 0 ? byConsumer : routes.findIndex((route) => matches(route, path));
}
