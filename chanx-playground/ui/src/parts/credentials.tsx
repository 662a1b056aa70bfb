/** A field for each credential that a browser can show, and plain words for the others. */

import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { isCookieValue, isSendable, setCookie, type Credential } from "../connection/credentials";
import type { Route } from "../contract/model";
import { accessWords, schemesOf } from "../contract/words";
import { announcer } from "../store/announcer";

interface Props {
  route: Route;
  credentials: readonly Credential[];
  values: Readonly<Record<string, string>>;
  onChange: (key: string, value: string) => void;
}

export function Credentials({ route, credentials, values, onChange }: Props): VNode | null {
  const authentications = route.access.authentications ?? [];
  if (authentications.length === 0) return null;
  const silent = authentications.filter((authentication) => schemesOf(authentication).length === 0);
  return (
    <fieldset class="group">
      <legend>Credentials</legend>
      <p class="hint">{accessWords(route.access)[0]}</p>
      {credentials.filter(isSendable).map((credential) => (
        <SecretField
          credential={credential}
          value={values[credential.key] ?? ""}
          onChange={(value) => onChange(credential.key, value)}
        />
      ))}
      {credentials
        .filter(({ scheme }) => scheme.place === "cookie")
        .map((credential) => (
          <CookieField credential={credential} />
        ))}
      {credentials
        .filter(({ scheme }) => scheme.place === "header")
        .map((credential) => (
          <p class="hint">{headerWords(credential, credentials)}</p>
        ))}
      {silent.length > 0 && <p class="hint">The contract does not say how else credentials are shown.</p>}
    </fieldset>
  );
}

function SecretField({
  credential,
  value,
  onChange,
}: {
  credential: Credential;
  value: string;
  onChange: (value: string) => void;
}): VNode {
  const id = useId();
  const { label, scheme } = credential;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="password"
        value={value}
        autocomplete="off"
        aria-describedby={`${id}-hint`}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <p class="hint" id={`${id}-hint`}>
        {scheme.place === "query"
          ? "Added to the address; servers may log it."
          : `Offered as a subprotocol that begins with ${scheme.name ?? ""}`}
      </p>
    </div>
  );
}

function CookieField({ credential }: { credential: Credential }): VNode {
  const id = useId();
  const [value, setValue] = useState("");
  const { label, scheme } = credential;
  const { name } = scheme;
  if (name === undefined)
    return (
      <p class="hint">{`${label}: this browser's own cookies are sent. Sign in to the application in this browser first.`}</p>
    );
  const isValid = isCookieValue(value);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="control">
        <input
          id={id}
          type="password"
          value={value}
          autocomplete="off"
          aria-invalid={!isValid}
          aria-describedby={`${id}-hint`}
          onInput={({ currentTarget }) => setValue(currentTarget.value)}
        />
        <button
          type="button"
          disabled={!isValid}
          onClick={() => {
            setCookie(name, value);
            announcer.say(`The cookie ${name} is set`);
          }}
        >
          Set cookie
        </button>
      </div>
      <p class="hint" id={`${id}-hint`}>
        {isValid
          ? `This browser's own cookies are sent. Setting it replaces the cookie ${name} of this browser for this site, in all its tabs.`
          : "A cookie holds neither spaces, quotes, commas, semicolons nor backslashes."}
      </p>
    </div>
  );
}

function headerWords({ label, scheme }: Credential, all: readonly Credential[]): string {
  const ways = all.filter(({ scheme: { place } }) => place !== "header").map((other) => lowerFirst(other.label));
  const instead =
    ways.length > 0
      ? `Instead there is: ${ways.join("; ")}.`
      : "This endpoint has no other way, so pages cannot connect as somebody who is known.";
  const basic =
    scheme.kind === "basic"
      ? " Where this site itself asked for a name and a password, the browser may send them along."
      : "";
  return `${label}: browsers cannot send a header with a WebSocket.${basic} ${instead}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
