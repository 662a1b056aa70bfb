/** What screen readers are told: states, outcomes, errors. */

import { Store } from "./store";

const LEAST_PAUSE = 1000;

class Announcer extends Store {
  text = "";
  private last = -Infinity;

  say(text: string): void {
    this.text = text;
    this.last = performance.now();
    this.changed();
  }

  /** Says what comes often, unless something was said just now. */
  mention(text: string): void {
    if (performance.now() - this.last > LEAST_PAUSE) this.say(text);
  }
}

export const announcer = new Announcer();
