/** What a connection is made of: the path's parameters, the query, subprotocols, credentials. */

import type { ComponentChildren, VNode } from "preact";
import { useEffect, useId, useMemo, useState } from "preact/hooks";
import { connections } from "../connection/connections";
import {
  credentialsOf,
  isProtocol,
  isSendable,
  urlOf,
  withCredentials,
  type Target,
} from "../connection/credentials";
import { faultsOf } from "../contract/faults";
import { defaultValue, fillPath, FREE_PATH, titleOf } from "../contract/route";
import { randomUuid } from "../contract/example";
import type { Contract, Route } from "../contract/model";
import { prefixOfApplication } from "../server/api";
import { Checker } from "../server/checker";
import { useKept } from "../store/kept";
import { useStore } from "../store/store";
import { Credentials } from "./credentials";
import { Faults } from "../form/frame";
import { ParameterWords } from "../form/inline";

interface Props {
  contract: Contract;
  route: Route;
  index: number;
}

export function serverOfPage(): string {
  return `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}${prefixOfApplication()}`;
}

export function Setup({ contract, route, index }: Props): VNode {
  const id = useId();
  const kept = `setup ${index}`;
  const [values, setValues] = useKept<Record<string, string>>(`${kept} path`, () => firstValues(route));
  const [query, setQuery] = useKept(`${kept} query`, () => "");
  const [server, setServer] = useKept(`${kept} server`, serverOfPage);
  const [spoken, setSpoken] = useKept<readonly string[]>(`${kept} spoken`, () => []);
  const [others, setOthers] = useKept(`${kept} others`, () => "");
  const [secrets, setSecrets] = useKept<Record<string, string>>(`${kept} secrets`, () => ({}));
  const [name, setName] = useState("");
  const checker = useStore(useMemo(() => new Checker(), []));
  useStore(connections);

  const credentials = useMemo(() => credentialsOf(route), [route]);
  const path = fillPath(route, values);
  const protocols = [...spoken, ...others.split(/[\s,]+/).filter((word) => word !== "")];
  const target: Target = {
    server,
    path: path ?? "",
    query: query.replace(/^\?/, ""),
    protocols,
    ...withCredentials(credentials, secrets),
  };
  const asked = path === undefined ? null : path + (target.query ? `?${target.query}` : "");

  useEffect(() => {
    if (asked === null) checker.clear();
    else checker.ask(asked, null);
  }, [asked]);
  useEffect(() => () => checker.stop(), [checker]);

  const faults = pathFaults(checker, contract, route, index);
  const bad = [...target.secretProtocols, ...protocols].find((protocol) => !isProtocol(protocol));
  const connect = (event: Event): void => {
    event.preventDefault();
    if (path === undefined || bad !== undefined) return;
    connections.add(route, index, target, name.trim()).connect();
    setName("");
  };
  const set = (parameter: string, value: string): void => setValues({ ...values, [parameter]: value });

  return (
    <form class="setup" onSubmit={connect} aria-label="New connection">
      {route.regex && (
        <PathField
          id={`${id}-path`}
          label="Path"
          value={values[FREE_PATH] ?? ""}
          faults={faults.path}
          hint={
            <>
              A slash, and then what <code>{titleOf(route)}</code> matches.
            </>
          }
          onChange={(value) => set(FREE_PATH, value)}
        />
      )}
      {!route.regex && route.params && route.params.length > 0 && (
        <fieldset class="group">
          <legend>Path</legend>
          {route.params.map((parameter) => (
            <PathField
              id={`${id}-param-${parameter.name}`}
              label={parameter.name}
              value={values[parameter.name] ?? ""}
              faults={faults.of(parameter.name)}
              hint={<ParameterWords parameter={parameter} />}
              random={parameter.converter === "uuid"}
              onChange={(value) => set(parameter.name, value)}
            />
          ))}
        </fieldset>
      )}
      <Credentials
        route={route}
        credentials={credentials}
        values={secrets}
        onChange={(key, value) => setSecrets({ ...secrets, [key]: value })}
      />
      {route.subprotocols && route.subprotocols.length > 0 && (
        <fieldset class="group">
          <legend>Subprotocols</legend>
          {route.subprotocols.map((protocol) => (
            <label class="check">
              <input
                type="checkbox"
                checked={spoken.includes(protocol)}
                onChange={({ currentTarget }) => {
                  const chosen = new Set(spoken);
                  if (currentTarget.checked) chosen.add(protocol);
                  else chosen.delete(protocol);
                  setSpoken(route.subprotocols?.filter((known) => chosen.has(known)) ?? []);
                }}
              />
              <span>{protocol}</span>
            </label>
          ))}
        </fieldset>
      )}
      <details class="more">
        <summary>Query, other subprotocols, server</summary>
        <div class="field">
          <label for={`${id}-query`}>Query</label>
          <input
            id={`${id}-query`}
            value={query}
            placeholder="a=1&b=2"
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setQuery(currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={`${id}-protocols`}>Other subprotocols</label>
          <input
            id={`${id}-protocols`}
            value={others}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setOthers(currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={`${id}-server`}>Server</label>
          <input
            id={`${id}-server`}
            value={server}
            autocomplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setServer(currentTarget.value)}
          />
        </div>
      </details>
      <div class="address">
        <span id={`${id}-url`} class="small">
          Address
        </span>
        <output aria-labelledby={`${id}-url`}>
          {path === undefined ? "Fill in the path first" : urlOf(target, false)}
        </output>
        <Faults
          id={`${id}-address`}
          faults={[
            ...faults.address,
            ...(bad === undefined ? [] : [`${bad} cannot be a subprotocol: it has characters that none may have.`]),
          ]}
        />
      </div>
      <div class="bar">
        <label class="grow">
          <span class="small">Name of the connection</span>
          <input
            value={name}
            placeholder={connections.nextLabel()}
            maxLength={60}
            autocomplete="off"
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <button class="primary" disabled={path === undefined || bad !== undefined}>
          Connect
        </button>
      </div>
      {credentials.some(isSendable) && (
        <p class="hint">To connect as another user, change the credentials and connect again.</p>
      )}
    </form>
  );
}

interface PathProps {
  id: string;
  label: string;
  value: string;
  faults: readonly string[];
  hint: ComponentChildren;
  random?: boolean;
  onChange: (value: string) => void;
}

function PathField({ id, label, value, faults, hint, random, onChange }: PathProps): VNode {
  const all = value === "" ? ["This is needed."] : faults;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="control">
        <input
          id={id}
          value={value}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={all.length > 0}
          aria-describedby={all.length > 0 ? `${id}-fault ${id}-hint` : `${id}-hint`}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
        {random && (
          <button type="button" aria-label={`Random ${label}`} onClick={() => onChange(randomUuid())}>
            Random
          </button>
        )}
      </div>
      <Faults id={`${id}-fault`} faults={all} />
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}

interface PathFaults {
  path: string[];
  address: string[];
  of: (parameter: string) => string[];
}

/** The server's word on the path: at the parameter that it names or that is the only one, else at the address. */
function pathFaults({ verdict, failure }: Checker, { routes }: Contract, route: Route, index: number): PathFaults {
  const names = (route.params ?? []).map(({ name }) => name);
  if (!verdict) return { path: [], address: failure ? [failure] : [], of: () => [] };
  const other = verdict.route === null ? undefined : routes[verdict.route];
  const leads =
    verdict.route === index
      ? []
      : [other ? `Another endpoint serves this path: ${titleOf(other)}` : "No endpoint serves this path."];
  const told = faultsOf(verdict.answer);
  const own = (name: string): string[] => told.filter(({ loc }) => loc.includes(name)).map(({ msg }) => msg);
  const rest = told.filter(({ loc }) => !names.some((name) => loc.includes(name))).map(({ msg }) => msg);
  if (route.regex) return { path: leads, address: rest, of: own };
  const isAlone = names.length === 1;
  return {
    path: [],
    address: [...rest, ...(isAlone ? [] : leads)],
    of: (name) => [...own(name), ...(isAlone ? leads : [])],
  };
}

function firstValues(route: Route): Record<string, string> {
  if (route.regex) return { [FREE_PATH]: `/${route.path.replace(/^\^|\$$/g, "")}` };
  return Object.fromEntries((route.params ?? []).map((parameter) => [parameter.name, defaultValue(parameter)]));
}
