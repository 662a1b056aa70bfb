/** All connections of the page, side by side. */

import type { Route } from "../contract/model";
import { Store } from "../store/store";
import { Connection } from "./connection";
import type { Target } from "./credentials";

class Connections extends Store {
  all: readonly Connection[] = [];
  private made = 0;

  add(route: Route, routeIndex: number, target: Target, label = "", origin: number | null = null): Connection {
    this.made++;
    const connection = new Connection(
      this.made,
      label || `Connection ${this.made}`,
      route,
      routeIndex,
      target,
      origin,
    );
    this.all = [...this.all, connection];
    connection.life.subscribe(() => this.changed());
    this.changed();
    return connection;
  }

  remove(connection: Connection): void {
    connection.disconnect();
    this.all = this.all.filter((other) => other !== connection);
    this.changed();
  }

  nextLabel(): string {
    return `Connection ${this.made + 1}`;
  }
}

export const connections = new Connections();
