/** Puts the whole documentation on paper, whatever the page shows. */

import { render } from "preact";
import type { Application } from "../server/api";
import { Docs } from "./docs";

export function keepPaper(application: Application): () => void {
  const paper = document.getElementById("paper");
  if (!paper) return () => {};
  const media = matchMedia("print");
  const fill = (): void => {
    const isShown = document.querySelector("#app .docs") !== null;
    document.documentElement.classList.toggle("on-paper", !isShown);
    render(isShown ? null : <Docs application={application} anchor={null} />, paper);
  };
  const empty = (): void => {
    document.documentElement.classList.remove("on-paper");
    render(null, paper);
  };
  const changed = (): void => (media.matches ? fill() : empty());
  addEventListener("beforeprint", fill);
  addEventListener("afterprint", empty);
  media.addEventListener("change", changed);
  return () => {
    removeEventListener("beforeprint", fill);
    removeEventListener("afterprint", empty);
    media.removeEventListener("change", changed);
  };
}
