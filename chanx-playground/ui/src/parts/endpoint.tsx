/** An endpoint to be tried: what it is, what may be said, and a new connection to it. */

import type { VNode } from "preact";
import { actionsOf, titleOf } from "../contract/route";
import type { Contract, Route } from "../contract/model";
import { accessWords, answerWords } from "../contract/words";
import { DocText, Tags } from "./prose";
import { Setup } from "./setup";

interface Props {
  contract: Contract;
  route: Route;
  index: number;
  /** The message that the address of the page names. */
  action: string | null;
}

export function Endpoint({ contract, route, index, action }: Props): VNode {
  const docs = `#/docs/${index}`;
  const actions = actionsOf(route);
  const message = action === null ? undefined : actions.get(action);
  return (
    <div class="endpoint-page">
      <h1 tabIndex={-1}>{titleOf(route)}</h1>
      <Tags of={route} />
      <DocText of={route} />
      <p class="muted">
        {`${accessWords(route.access).join(" ")} `}
        <a href={docs}>Documentation of this endpoint</a>
      </p>
      <Messages
        title="You send"
        current={action}
        names={[...actions.keys()]}
        href={(action) => `#/endpoint/${index}/${encodeURIComponent(action)}`}
      />
      <Messages
        title="You receive"
        names={Object.keys(route.sends)}
        href={(action) => `${docs}/sends/${encodeURIComponent(action)}`}
      />
      {action !== null && message && (
        <div class="about chosen">
          <p>
            <code>{action}</code>
          </p>
          <Tags of={message} />
          <DocText of={message} />
          <p class="muted">{`${answerWords(message.replies)} Connect to send it: the connection has an example of it.`}</p>
        </div>
      )}
      <h2>Connect</h2>
      <Setup key={index} contract={contract} route={route} index={index} />
    </div>
  );
}

interface MessagesProps {
  title: string;
  names: string[];
  current?: string | null;
  href: (action: string) => string;
}

function Messages({ title, names, current, href }: MessagesProps): VNode | null {
  if (names.length === 0) return null;
  return (
    <div class="messages">
      <span class="small">{title}</span>
      <ul aria-label={title}>
        {names.map((name) => (
          <li>
            <a class="chip" href={href(name)} aria-current={name === current ? "true" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
