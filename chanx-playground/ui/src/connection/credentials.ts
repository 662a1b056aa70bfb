/** Credentials of a handshake, as far as browsers can send them. */

import { authenticationName, schemesOf, schemeWords } from "../contract/words";
import type { Route, Scheme } from "../contract/model";

export interface Credential {
  key: string;
  authentication: string;
  scheme: Scheme;
  label: string;
}

export function credentialsOf(route: Route): Credential[] {
  const all = (route.access.authentications ?? []).flatMap((authentication) =>
    schemesOf(authentication).map((scheme): Credential => {
      const key = [scheme.kind, scheme.place, scheme.name ?? ""].join(" ");
      return { key, authentication: authenticationName(authentication), scheme, label: schemeWords(scheme) };
    }),
  );
  return all.filter(({ key }, index) => all.findIndex((other) => other.key === key) === index);
}

/** Tells whether the page can send it by the URL or the subprotocols. */
export function isSendable({ scheme }: Credential): boolean {
  return (scheme.place === "query" || scheme.place === "subprotocol") && scheme.name !== undefined;
}

export interface Target {
  /** The address of the server: `wss://chat.example`. */
  server: string;
  path: string;
  query: string;
  protocols: string[];
  /** Secrets for the query and the subprotocols, which are kept out of what is shown and recorded. */
  secretQuery: [name: string, value: string][];
  secretProtocols: string[];
}

export function withCredentials(
  credentials: readonly Credential[],
  values: Readonly<Record<string, string>>,
): Pick<Target, "secretQuery" | "secretProtocols"> {
  const given = credentials.filter((credential) => isSendable(credential) && values[credential.key]);
  const of = (place: string): [string, string][] =>
    given
      .filter(({ scheme }) => scheme.place === place)
      .map(({ key, scheme }) => [scheme.name ?? "", values[key] ?? ""]);
  return { secretQuery: of("query"), secretProtocols: of("subprotocol").map(([name, value]) => name + value) };
}

export function urlOf(target: Target, secret = true): string {
  const secrets = target.secretQuery.map(
    ([name, value]) => `${encodeURIComponent(name)}=${secret ? encodeURIComponent(value) : "…"}`,
  );
  const query = [target.query.replace(/^\?/, ""), ...secrets].filter((part) => part !== "").join("&");
  return target.server.replace(/\/+$/, "") + target.path + (query ? `?${query}` : "");
}

/** Tells whether a text may be a subprotocol (a token of RFC 9110 section 5.6.2). */
export function isProtocol(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}

export function isCookieValue(text: string): boolean {
  return /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(text);
}

export function setCookie(name: string, value: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; path=/; SameSite=Lax${secure}`;
}
