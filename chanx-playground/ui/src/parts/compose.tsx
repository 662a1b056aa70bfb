/** Composes a frame: from an example, as a form or as JSON, with the server's word on it. */

import type { VNode } from "preact";
import { useEffect, useId, useMemo, useState } from "preact/hooks";
import type { Connection } from "../connection/connection";
import { faultsOf, placed, type Fault, type PlacedFault } from "../contract/faults";
import type { Received } from "../contract/model";
import { actionsOf, wireTag } from "../contract/route";
import { answerWords, count } from "../contract/words";
import { JsonEditor, type Mark } from "../editor/editor";
import { MessageForm } from "../form/message";
import { compact } from "../json/print";
import type { Json } from "../json/value";
import { Checker } from "../server/checker";
import { useStore } from "../store/store";
import { useDrafts, whyBroken, type Loaded } from "./draft";
import { DocText, Tags } from "./prose";
import { BinaryFile, RawText, type ChosenFile } from "./raw";
import { visible } from "./visible";

type Mode = "form" | "json" | "raw" | "binary";

const MODES: [Mode, string][] = [
  ["form", "Form"],
  ["json", "JSON"],
  ["raw", "Raw text"],
  ["binary", "Binary"],
];

interface Props {
  connection: Connection;
  example: ReadonlyMap<string, Json>;
  /** The action that the address of the page names. */
  wanted: string | null;
  /** A frame of the history to be edited. */
  loaded: Loaded | null;
}

export function Compose({ connection, example, wanted, loaded }: Props): VNode {
  const { route, target } = connection;
  const id = useId();
  const actions = useMemo(() => actionsOf(route), [route]);
  const tag = wireTag(route);
  const [action, setAction] = useState(() =>
    wanted !== null && actions.has(wanted) ? wanted : ([...actions.keys()][0] ?? ""),
  );
  const [mode, setMode] = useState<Mode>(actions.size > 0 ? "form" : "raw");
  const [raw, setRaw] = useState("");
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [asks, setAsks] = useState(true);
  const [refused, setRefused] = useState<string | null>(null);
  const checker = useStore(useMemo(() => new Checker(), []));

  const message = actions.get(action);
  const { draft, node, setValue, setText, renew, load } = useDrafts(route, action, message, example);

  useEffect(() => {
    if (wanted !== null && actions.has(wanted)) setAction(wanted);
  }, [wanted]);

  useEffect(() => {
    if (!loaded) return;
    const isKnown = loaded.action !== null && actions.has(loaded.action);
    if (!isKnown) {
      setRaw(loaded.text);
      setMode("raw");
      return;
    }
    setAction(loaded.action ?? action);
    load(loaded.action ?? action, loaded.text);
    setMode("json");
  }, [loaded]);

  const frame = draft.value;
  const text =
    mode === "form" && frame !== undefined
      ? compact(frame)
      : mode === "json"
        ? draft.text
        : mode === "raw"
          ? raw
          : null;
  const broken = useMemo(
    () => (mode === "json" && frame === undefined ? whyBroken(draft.text) : null),
    [mode, draft],
  );
  const path = target.path + (target.query ? `?${target.query.replace(/^\?/, "")}` : "");

  // The faults of another action say nothing of this one.
  useEffect(() => checker.clear(), [action, mode]);
  useEffect(() => {
    setRefused(null);
    if (text === null || (mode === "raw" && text === "")) checker.clear();
    else checker.ask(path, text);
  }, [text, mode, path]);
  useEffect(() => () => checker.stop(), [checker]);

  const faults = useMemo((): PlacedFault[] => {
    const told = checker.verdict?.answer ? faultsOf(checker.verdict.answer) : [];
    if (!node || frame === undefined) return told.map((fault) => ({ fault, place: [], wire: [] }));
    return placed(told, node, frame, action);
  }, [checker.verdict, node, frame, action]);
  const marks = useMemo(() => faults.map(({ wire, fault }): Mark => ({ path: wire, message: fault.msg })), [faults]);
  const listed = mode === "form" ? faults.filter(({ place }) => place.length === 0) : faults;

  const change = (next: Mode): void => {
    setRefused(null);
    if (next === "form" && frame === undefined) {
      setRefused("This is no JSON yet, so there is no form for it: correct it first.");
      setMode("json");
      return;
    }
    setMode(next);
  };

  const send = (): void => {
    if (mode === "binary") {
      if (file) connection.sendBinary(file.bytes);
      else setRefused("Choose a file first.");
    } else if (mode === "raw") connection.send(raw, false);
    else if (frame === undefined) setRefused("This is no JSON: correct it, or send it as raw text.");
    else connection.send(mode === "form" ? compact(frame) : draft.text.trim(), asks);
  };

  const isMessage = mode === "form" || mode === "json";
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    send();
  };

  return (
    <section class="compose" aria-label={`Compose for ${connection.label}`} onKeyDownCapture={onKeyDown}>
      <h4>Compose</h4>
      <fieldset class="modes">
        <legend class="small">Edit as</legend>
        {MODES.map(([key, label]) => (
          <label class="mode">
            <input
              type="radio"
              name={`${id}-mode`}
              checked={mode === key}
              disabled={actions.size === 0 && (key === "form" || key === "json")}
              onChange={() => change(key)}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      {isMessage && (
        <>
          <div class="field">
            <label for={`${id}-action`}>Action</label>
            <div class="control">
              <select
                id={`${id}-action`}
                value={action}
                onChange={({ currentTarget }) => setAction(currentTarget.value)}
              >
                {[...actions].map(([name, { deprecated }]) => (
                  <option value={name}>{deprecated ? `${name} (deprecated)` : name}</option>
                ))}
              </select>
              <button type="button" onClick={renew}>
                New example
              </button>
            </div>
          </div>
          {message && <About message={message} />}
        </>
      )}
      {listed.length > 0 && (
        <ul class="faults" aria-label="Faults">
          {listed.map(({ fault, wire }) => (
            <li class="fault">
              {[placeWords(fault, wire, action), visible(fault.msg)].filter((part) => part !== "").join(": ")}
            </li>
          ))}
        </ul>
      )}
      {mode === "form" && node && frame !== undefined && (
        <MessageForm
          key={`${action} ${draft.version}`}
          node={node}
          value={frame}
          tag={tag}
          faults={faults}
          onChange={setValue}
        />
      )}
      {mode === "json" && (
        <>
          <JsonEditor
            key={`${action} ${draft.version}`}
            label="Frame as JSON"
            describedBy={`${id}-keys`}
            text={draft.text}
            node={node ?? null}
            marks={marks}
            onChange={setText}
          />
          <p class="hint" id={`${id}-keys`}>
            Control and Space completes; Tab leaves the editor.
          </p>
        </>
      )}
      {mode === "raw" && <RawText id={`${id}-raw`} route={route} text={raw} onChange={setRaw} />}
      {mode === "binary" && <BinaryFile id={`${id}-file`} route={route} file={file} onChange={setFile} />}
      <p class={`status${faults.length > 0 || broken ? " failed" : ""}`} role="status">
        {statusWords(checker, broken, faults.length, text !== null && !(mode === "raw" && raw === ""))}
      </p>
      {(refused ?? connection.problem) && (
        <p class="fault" role="alert">
          {refused ?? connection.problem}
        </p>
      )}
      <div class="bar">
        <button type="button" class="primary" disabled={connection.state !== "open"} onClick={send}>
          Send
        </button>
        {isMessage && (
          <label class="check">
            <input type="checkbox" checked={asks} onChange={({ currentTarget }) => setAsks(currentTarget.checked)} />
            <span>Send a ref</span>
          </label>
        )}
        {connection.state !== "open" && <span class="muted">Connect to send.</span>}
      </div>
    </section>
  );
}

function About({ message }: { message: Received }): VNode {
  return (
    <div class="about">
      <Tags of={message} />
      <DocText of={message} />
      <p class="muted">
        {answerWords(message.replies)}
        {message.permissions && ` Needs the permissions ${message.permissions}.`}
      </p>
    </div>
  );
}

function statusWords(checker: Checker, broken: string | null, faults: number, hasText: boolean): string {
  if (broken !== null) return broken;
  if (!hasText) return "";
  if (checker.failure) return checker.failure;
  if (!checker.verdict) return "Checking…";
  if (checker.verdict.route === null) return "No endpoint serves this path.";
  if (faults > 0) return `The server finds ${count(faults, "fault")}.`;
  return checker.verdict.answer ? "The server would answer with an error." : "The server would take this frame.";
}

/** Where a fault is, as the frame has it; else as the server says it. */
function placeWords({ loc }: Fault, wire: readonly (string | number)[], action: string): string {
  if (wire.length > 0) return wire.join(".");
  return loc.slice(loc[0] === action ? 1 : 0).join(".");
}
