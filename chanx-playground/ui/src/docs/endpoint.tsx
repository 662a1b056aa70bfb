/** The documentation of one endpoint. */

import type { ComponentChildren, VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { Documented, Received, Route, Sent } from "../contract/model";
import { actionsOf, AUTHENTICATE, titleOf, wireTag } from "../contract/route";
import {
  accessWords,
  answerWords,
  authenticationName,
  rateWords,
  replyWords,
  schemesOf,
  schemeWords,
  sizeWords,
} from "../contract/words";
import { ParameterWords } from "../form/inline";
import { pretty } from "../json/print";
import type { Json } from "../json/value";
import { DocText, Prose, Tags } from "../parts/prose";
import { Definitions } from "./definitions";
import { SchemaView } from "./schema";

interface Props {
  route: Route;
  index: number;
  example: ReadonlyMap<string, Json>;
}

export function EndpointDocs({ route, index, example }: Props): VNode {
  const base = `/docs/${index}`;
  const definitions = useMemo(() => new Definitions(route, base), [route, base]);
  const receives = Object.entries(route.receives);
  const sends = Object.entries(route.sends);
  const events = Object.entries(route.events ?? {});
  const shared = { route, base, definitions };
  return (
    <article class="endpoint">
      <Heading level={2} anchor={base}>
        {titleOf(route)}
      </Heading>
      <Tags of={route} />
      <DocText of={route} />
      <p class="screen-only">
        <a href={`#/endpoint/${index}`}>Try this endpoint</a>
      </p>
      <Rules route={route} />
      {(route.params?.length ?? 0) > 0 && (
        <>
          <h3>Path parameters</h3>
          <dl class="fields">
            {route.params?.map((parameter) => (
              <div>
                <dt>
                  <code>{parameter.name}</code>
                </dt>
                <dd>
                  <p>
                    <ParameterWords parameter={parameter} />
                  </p>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {receives.length > 0 && (
        <>
          <Heading level={3} anchor={`${base}/receives`}>
            Messages that clients send
          </Heading>
          {receives.map(([action, message]) => (
            <Message
              key={action}
              {...shared}
              side="receives"
              action={action}
              message={message}
              example={example.get(action)}
            >
              <p>{receivedWords(message)}</p>
            </Message>
          ))}
        </>
      )}
      {actionsOf(route).has(AUTHENTICATE) && !route.receives[AUTHENTICATE] && (
        <p>
          Besides, <code>authenticate</code> with a <code>token</code> in its payload gives the connection fresh
          credentials.
        </p>
      )}
      {route.text && <p>{`Texts that are no messages are taken. ${answerWords(route.text.replies)}`}</p>}
      {route.binary && <p>{`Binary frames are taken. ${answerWords(route.binary.replies)}`}</p>}
      {sends.length > 0 && (
        <>
          <Heading level={3} anchor={`${base}/sends`}>
            Messages that clients receive
          </Heading>
          {sends.map(([action, message]) => (
            <Message key={action} {...shared} side="sends" action={action} message={message} example={undefined}>
              <p>{sentWords(message)}</p>
            </Message>
          ))}
        </>
      )}
      {events.length > 0 && (
        <>
          <Heading level={3} anchor={`${base}/events`}>
            Events
          </Heading>
          {events.map(([name, event]) => (
            <section class="message">
              <Heading level={4} anchor={`${base}/events/${encodeURIComponent(name)}`}>
                {name}
              </Heading>
              <Tags of={event} />
              <DocText of={event} />
              <p>{`Other parts of the application raise it; connections are then sent ${replyWords(event.sends)}.`}</p>
              {event.schema !== undefined && (
                <SchemaView node={definitions.document(event.schema).node()} definitions={definitions} />
              )}
            </section>
          ))}
        </>
      )}
      {definitions.all.length > 0 && (
        <>
          <Heading level={3} anchor={`${base}/types`}>
            Types
          </Heading>
          {definitions.all.map(({ name, side, anchor, node }) => (
            <section class="message" key={anchor}>
              <Heading level={4} anchor={anchor}>
                {side === null ? name : `${name}, ${side}`}
              </Heading>
              {node.shape.description && <Prose text={node.shape.description} />}
              <SchemaView node={node} definitions={definitions} />
            </section>
          ))}
        </>
      )}
    </article>
  );
}

interface MessageProps {
  route: Route;
  base: string;
  definitions: Definitions;
  side: "receives" | "sends";
  action: string;
  message: Received | Sent;
  example: Json | undefined;
  children: ComponentChildren;
}

function Message({ route, base, definitions, side, action, message, example, children }: MessageProps): VNode {
  const documented: Documented = message;
  return (
    <section class="message">
      <Heading level={4} anchor={`${base}/${side}/${encodeURIComponent(action)}`}>
        {action}
      </Heading>
      <Tags of={documented} />
      <DocText of={documented} />
      {children}
      {side === "receives" && (
        <p class="screen-only">
          <a href={`#/endpoint/${base.split("/").at(-1) ?? ""}/${encodeURIComponent(action)}`}>{`Try ${action}`}</a>
        </p>
      )}
      <SchemaView
        node={definitions.document(message.schema).node()}
        definitions={definitions}
        hidden={wireTag(route)}
      />
      {example !== undefined && (
        <>
          <p class="small">Example</p>
          <pre class="example">{pretty(example)}</pre>
        </>
      )}
    </section>
  );
}

function receivedWords({ replies, permissions, beside }: Received): string {
  return [
    answerWords(replies),
    permissions && `Needs the permissions ${permissions}.`,
    beside && "Handled concurrently: its replies may come between those to other messages.",
  ]
    .filter(Boolean)
    .join(" ");
}

function sentWords({ by, group }: Sent): string {
  const words: string[] = [];
  if (by.handlers?.length) words.push(`A reply to ${by.handlers.join(", ")}.`);
  if (by.events?.length) words.push(`Sent at the event ${by.events.join(", ")}.`);
  if (by.declared) words.push("May come at any time.");
  if (group) words.push("Sent to groups: is_mine and is_current tell whose it is.");
  return words.join(" ");
}

function Rules({ route }: { route: Route }): VNode {
  const { access, settings, subprotocols, refusals } = route;
  const ways = (access.authentications ?? []).flatMap((authentication) => {
    const schemes = schemesOf(authentication).map(schemeWords);
    return schemes.length > 0 ? [`${authenticationName(authentication)}: ${schemes.join("; ")}`] : [];
  });
  const limits = [
    `messages up to ${sizeWords(settings.max_message_size)}`,
    settings.rate_limit && rateWords(settings.rate_limit),
    settings.user_rate_limit && `${rateWords(settings.user_rate_limit)} of one user`,
  ].filter(Boolean);
  const codes = Object.entries(refusals).map(([status, code]) => `${code} for ${status}`);
  return (
    <dl class="rules">
      <dt>Access</dt>
      <dd>
        {[...accessWords(access), ...ways].map((words) => (
          <p>{words}</p>
        ))}
      </dd>
      <dt>Tag of messages</dt>
      <dd>
        <code>{wireTag(route)}</code>
      </dd>
      {subprotocols && subprotocols.length > 0 && (
        <>
          <dt>Subprotocols</dt>
          <dd>{subprotocols.join(", ")}</dd>
        </>
      )}
      <dt>Limits</dt>
      <dd>{limits.join("; ")}</dd>
      {codes.length > 0 && (
        <>
          <dt>Refused with</dt>
          <dd>{`${codes.length === 1 ? "the close code" : "the close codes"} ${codes.join(", ")}`}</dd>
        </>
      )}
      {route.groups && route.groups.length > 0 && (
        <>
          <dt>Groups</dt>
          <dd>{route.groups.join(", ")}</dd>
        </>
      )}
      {settings.send_completion && (
        <>
          <dt>Completion</dt>
          <dd>complete follows each request.</dd>
        </>
      )}
    </dl>
  );
}

interface HeadingProps {
  level: 2 | 3 | 4;
  anchor: string;
  children: ComponentChildren;
}

/** A heading that can be linked to. */
function Heading({ level, anchor, children }: HeadingProps): VNode {
  const Level = `h${level}` as "h2" | "h3" | "h4";
  return (
    <Level id={anchor} tabIndex={-1}>
      {children}{" "}
      <a class="anchor" href={`#${anchor}`}>
        <span aria-hidden="true">#</span>
        <span class="visually-hidden">Link to this heading</span>
      </a>
    </Level>
  );
}
