/** One connection as a user: its socket, its state, its requests, and all that was said. */

import { endOf, wireTag } from "../contract/route";
import type { Reply, Route } from "../contract/model";
import { durationWords } from "../contract/words";
import { headOf, utf8Length, type Content, type Frame } from "../history/frame";
import { Ring } from "../history/ring";
import { announcer } from "../store/announcer";
import { Store } from "../store/store";
import { endingWords, type Ending } from "./codes";
import { urlOf, type Target } from "./credentials";
import { withRef } from "./envelope";

export type State = "connecting" | "open" | "closing" | "closed" | "recorded";

/** A talk: from a handshake to its close. */
export interface Session {
  openedAt: number;
  path: string;
  consumer: string;
  tag: string;
  subprotocol: string | null;
  closed: { at: number; code: number; by: "client" | "server" } | null;
}

interface Pending {
  frame: Frame;
  ends: string[];
}

/** Drawing what was sent waits for an answer that is quick, which would otherwise wait for the drawing and seem slow. */
const QUICK = 50;

/** Refs are few while a server answers; of one that never does, the oldest are given up. */
const MAX_PENDING = 1000;

/** Tells of each frame; `life` tells of all else, which is far less. */
export class Connection extends Store {
  readonly life = new Store();
  readonly ring = new Ring();
  readonly sessions: Session[] = [];
  /** The actions that were seen, for the filter. */
  readonly actions = new Map<string, number>();
  state: State = "closed";
  ending: Ending | null = null;
  subprotocol: string | null = null;
  /** Why something could not be sent or opened. */
  problem: string | null = null;
  private socket: WebSocket | null = null;
  private readonly pending = new Map<string, Pending>();
  private nextId = 1;
  private nextRef = 1;

  constructor(
    readonly key: number,
    public label: string,
    readonly route: Route,
    readonly routeIndex: number,
    readonly target: Target,
    /** The time from which times are told; null for the time of day. */
    readonly origin: number | null = null,
  ) {
    super();
  }

  rename(label: string): void {
    this.label = label;
    this.life.changed();
  }

  connect(): void {
    if (this.socket) return;
    this.problem = null;
    this.ending = null;
    let socket: WebSocket;
    try {
      socket = new WebSocket(urlOf(this.target), [...this.target.secretProtocols, ...this.target.protocols]);
    } catch (error) {
      this.report(`This address cannot be connected to: ${messageOf(error)}`);
      return;
    }
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    this.state = "connecting";
    let wasOpen = false;
    socket.onopen = () => {
      wasOpen = true;
      this.opened(socket);
    };
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.received(data);
    socket.onclose = ({ code, reason }) => this.closed({ code, reason, own: this.state === "closing", wasOpen });
    this.life.changed();
  }

  disconnect(): void {
    if (!this.socket) return;
    this.state = "closing";
    this.socket.close(1000);
    this.life.changed();
  }

  /** Sends a message that was composed; with a ref, its answers are told. */
  send(source: string, asks: boolean): void {
    const ref = asks ? String(this.nextRef) : null;
    const text = ref === null ? null : withRef(source, ref);
    if (text !== null) this.nextRef++;
    this.transmit({ kind: "text", text: text ?? source }, source);
  }

  sendBinary(bytes: Uint8Array<ArrayBuffer>): void {
    this.transmit({ kind: "binary", bytes }, null);
  }

  /** Sends a frame once more, with a ref of its own where it had one. */
  resend(frame: Frame): void {
    if (frame.content.kind === "binary") this.sendBinary(frame.content.bytes);
    else if (frame.content.kind === "text") {
      this.send(frame.source ?? frame.content.text, frame.source !== null && frame.source !== frame.content.text);
    }
  }

  /** Adds a frame of a recording. */
  recall(by: Frame["by"], content: Content, at: number, session: number, size: number): void {
    const head = content.kind === "text" ? headOf(content.text, this.sessions[session]?.tag ?? "action") : NO_HEAD;
    this.add({ at, by, session, content, size, ...head, source: null });
    this.changed();
  }

  clear(): void {
    this.ring.clear();
    this.actions.clear();
    this.changed();
  }

  private transmit(content: Content, source: string | null): void {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      this.report("There is no open connection to send over");
      return;
    }
    if (this.problem !== null) this.life.changed();
    this.problem = null;
    const head = content.kind === "text" ? headOf(content.text, wireTag(this.route)) : NO_HEAD;
    const frame = this.add({ ...this.here("client", content), ...head, source });
    setTimeout(() => this.changed(), QUICK);
    if (frame.ref !== null) this.await(frame, frame.ref);
    // Added before it is sent, so that no answer can come first.
    if (content.kind === "text") this.socket.send(content.text);
    else if (content.kind === "binary") this.socket.send(content.bytes);
  }

  private await(frame: Frame, ref: string): void {
    const replies: Reply = this.route.receives[frame.action ?? ""]?.replies ?? { one_of: ["authentication"] };
    frame.request = { state: "pending", took: null };
    this.pending.set(ref, { frame, ends: endOf(replies) });
    const [oldest] = this.pending;
    if (this.pending.size <= MAX_PENDING || !oldest) return;
    oldest[1].frame.request = { state: "unanswered", took: null };
    this.pending.delete(oldest[0]);
  }

  private received(data: string | ArrayBuffer): void {
    const content: Content =
      typeof data === "string" ? { kind: "text", text: data } : { kind: "binary", bytes: new Uint8Array(data) };
    const head = content.kind === "text" ? headOf(content.text, wireTag(this.route)) : NO_HEAD;
    this.answered(this.add({ ...this.here("server", content), ...head, source: null }));
    this.changed();
  }

  private answered(answer: Frame): void {
    const pending = answer.ref === null ? undefined : this.pending.get(answer.ref);
    if (!pending?.frame.request) return;
    const { frame, ends } = pending;
    answer.latency = answer.at - frame.at;
    frame.latency ??= answer.latency;
    const isEnd = answer.action === "error" || answer.action === "complete" || ends.includes(answer.action ?? "");
    if (!isEnd) return;
    frame.request = { state: answer.action === "error" ? "failed" : "ended", took: answer.latency };
    this.pending.delete(answer.ref ?? "");
    announcer.mention(
      `${frame.action ?? "The request"} is answered by ${answer.action} after ${durationWords(answer.latency)}`,
    );
  }

  private opened({ protocol }: WebSocket): void {
    this.state = "open";
    this.subprotocol = protocol || null;
    this.sessions.push({
      openedAt: performance.now(),
      path: this.target.path,
      consumer: this.route.consumer,
      tag: wireTag(this.route),
      subprotocol: this.subprotocol,
      closed: null,
    });
    announcer.say(`${this.label}: connected`);
    this.life.changed();
  }

  private closed(ending: Ending): void {
    this.socket = null;
    this.state = "closed";
    this.ending = ending;
    const session = this.sessions.at(-1);
    if (ending.wasOpen && session) {
      session.closed = { at: performance.now(), code: ending.code, by: ending.own ? "client" : "server" };
    }
    for (const { frame } of this.pending.values()) frame.request = { state: "unanswered", took: null };
    this.pending.clear();
    announcer.say(`${this.label}: ${endingWords(ending)}, code ${ending.code}`);
    this.life.changed();
    this.changed();
  }

  private here(by: Frame["by"], content: Content): Pick<Frame, "at" | "by" | "session" | "content" | "size"> {
    const size =
      content.kind === "text" ? utf8Length(content.text) : content.kind === "binary" ? content.bytes.length : 0;
    return { at: performance.now(), by, session: this.sessions.length - 1, content, size };
  }

  private add(rest: Omit<Frame, "id" | "latency" | "request">): Frame {
    const frame: Frame = { ...rest, id: this.nextId++, latency: null, request: null };
    this.ring.push(frame);
    if (frame.action !== null) this.actions.set(frame.action, (this.actions.get(frame.action) ?? 0) + 1);
    return frame;
  }

  private report(problem: string): void {
    this.problem = problem;
    announcer.say(problem);
    this.life.changed();
  }
}

const NO_HEAD = { action: null, ref: null };

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
