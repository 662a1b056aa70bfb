import { render } from "preact";
import { App } from "./app";
import "./style/main.css";

const host = document.getElementById("app");
if (host) {
  host.textContent = "";
  render(<App />, host);
}
