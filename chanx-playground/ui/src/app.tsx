/** The page: the endpoints beside what one of them, or the documentation, says. */

import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Docs } from "./docs/docs";
import { keepPaper } from "./docs/paper";
import { Board } from "./parts/board";
import { Endpoint } from "./parts/endpoint";
import { Navigation } from "./parts/navigation";
import { titleOf } from "./contract/route";
import { loadApplication, ServerError, type Application } from "./server/api";
import { announcer } from "./store/announcer";
import { usePlace, type Place } from "./parts/place";
import { useStore } from "./store/store";

export function App(): VNode {
  const [application, setApplication] = useState<Application | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const place = usePlace(application?.contract ?? null);

  const load = async (): Promise<void> => {
    setProblem(null);
    try {
      const loaded = await loadApplication();
      setApplication(loaded);
    } catch (error) {
      setProblem(error instanceof ServerError ? error.message : "The server cannot be reached.");
    }
  };
  useEffect(() => void load(), []);
  useEffect(() => (application ? keepPaper(application) : undefined), [application]);
  useArrival(application === null ? null : place);
  useEffect(() => {
    if (application) document.title = `${placeWords(place, application)} · ${application.title}`;
  }, [application, place.view, place.view === "endpoint" ? place.index : null]);

  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <header class="top">
        <button
          type="button"
          class="menu"
          aria-expanded={isOpen}
          aria-controls="endpoints"
          onClick={() => setOpen(!isOpen)}
        >
          Endpoints
        </button>
        <p class="title">{application?.title ?? "Playground"}</p>
        <a href="#/docs" aria-current={place.view === "docs" ? "page" : undefined}>
          Documentation
        </a>
      </header>
      <div class={`columns${isOpen ? " with-menu" : ""}`}>
        <nav id="endpoints" class="side" aria-label="Endpoints">
          {application && <Navigation contract={application.contract} place={place} onGo={() => setOpen(false)} />}
        </nav>
        <main id="main" tabIndex={-1}>
          {problem !== null && (
            <>
              <h1>Not available</h1>
              <p class="fault" role="alert">
                {problem}
              </p>
              <button type="button" onClick={() => void load()}>
                Try again
              </button>
            </>
          )}
          {!application && problem === null && (
            <>
              <h1>Playground</h1>
              <p>Loading…</p>
            </>
          )}
          {application && <Content application={application} place={place} />}
        </main>
      </div>
      <Announcements />
    </>
  );
}

function Content({ application, place }: { application: Application; place: Place }): VNode {
  const { contract } = application;
  const route = place.view === "endpoint" ? contract.routes[place.index] : undefined;
  const isEmpty = place.view === "endpoint" && !route;
  return (
    <>
      {place.view === "endpoint" && route && (
        <Endpoint key={place.index} contract={contract} route={route} index={place.index} action={place.action} />
      )}
      {place.view === "docs" && <Docs application={application} anchor={place.anchor} />}
      {place.view === "lost" && (
        <>
          <h1>No such endpoint</h1>
          <p>{`There is no endpoint ${place.what}.`}</p>
        </>
      )}
      {isEmpty && (
        <>
          <h1>No endpoints</h1>
          <p>This application has no endpoints.</p>
        </>
      )}
      <Board
        application={application}
        index={place.view === "endpoint" ? place.index : null}
        action={place.view === "endpoint" ? place.action : null}
        hidden={place.view !== "endpoint"}
      />
    </>
  );
}

function Announcements(): VNode {
  const { text } = useStore(announcer);
  return (
    <div class="visually-hidden" role="status" aria-live="polite" aria-label="Announcements">
      {text}
    </div>
  );
}

function placeWords(place: Place, { contract }: Application): string {
  const route = place.view === "endpoint" ? contract.routes[place.index] : undefined;
  return route ? titleOf(route) : place.view === "docs" ? "Documentation" : "Playground";
}

/** Another endpoint begins at its heading; the documentation goes to its anchor by itself. */
function useArrival(place: Place | null): void {
  const key = place && (place.view === "endpoint" ? `${place.view} ${place.index}` : place.view);
  const last = useRef<string | null>(null);
  useEffect(() => {
    const isFirst = last.current === null;
    last.current = key;
    if (isFirst || key === null || key === "docs") return;
    scrollTo(0, 0);
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, [key]);
}

/** The fragment of the address is the page's own. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
