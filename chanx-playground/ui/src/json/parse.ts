/** Reads JSON texts without loss. */

import { Num, type Fields, type Json } from "./value";

export class JsonError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

export interface Options {
  /** Refuses objects that have a key twice. */
  once?: boolean;
  depth?: number;
}

/** Below what overflows the stack. */
const MAX_DEPTH = 500;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

export function parse(text: string, options: Options = {}): Json {
  return new Parser(text, options).whole();
}

/** The value, or null where the text is no JSON; a text `null` is told apart by `undefined`. */
export function tryParse(text: string, options: Options = {}): Json | undefined {
  try {
    return parse(text, options);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}

class Parser {
  private at = 0;
  private readonly depth: number;

  constructor(
    private readonly text: string,
    private readonly options: Options,
  ) {
    this.depth = options.depth ?? MAX_DEPTH;
  }

  whole(): Json {
    const value = this.value(this.depth);
    this.space();
    if (this.at < this.text.length) throw this.error("Nothing may follow the value");
    return value;
  }

  private value(depth: number): Json {
    this.space();
    switch (this.text[this.at]) {
      case undefined:
        throw this.error("The text ends too early");
      case "{":
        return this.object(this.inner(depth));
      case "[":
        return this.array(this.inner(depth));
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      default:
        return this.number();
    }
  }

  private inner(depth: number): number {
    if (depth <= 0) throw this.error("The text is nested too deep");
    return depth - 1;
  }

  private object(depth: number): Fields {
    const fields: Fields = new Map();
    this.at++;
    if (this.eats("}")) return fields;
    do {
      this.space();
      if (this.text[this.at] !== '"') throw this.error("A key in double quotes is expected");
      const start = this.at;
      const key = this.string();
      if (this.options.once && fields.has(key)) throw new JsonError(`The key "${key}" is given twice`, start);
      if (!this.eats(":")) throw this.error("A colon is expected");
      fields.set(key, this.value(depth));
    } while (this.eats(","));
    if (!this.eats("}")) throw this.error("A comma or } is expected");
    return fields;
  }

  private array(depth: number): Json[] {
    const items: Json[] = [];
    this.at++;
    if (this.eats("]")) return items;
    do items.push(this.value(depth));
    while (this.eats(","));
    if (!this.eats("]")) throw this.error("A comma or ] is expected");
    return items;
  }

  private string(): string {
    let read = "";
    this.at++;
    for (;;) {
      PLAIN.lastIndex = this.at;
      read += PLAIN.exec(this.text)?.[0] ?? "";
      this.at = PLAIN.lastIndex;
      const char = this.text[this.at];
      if (char === '"') break;
      if (char !== "\\") throw this.error("A string does not end, or holds a control character");
      read += this.escape();
    }
    this.at++;
    return read;
  }

  private escape(): string {
    const letter = this.text[this.at + 1] ?? "";
    if (letter === "u") {
      const digits = this.text.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.error("\\u needs four hexadecimal digits");
      this.at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const char = ESCAPES[letter];
    if (char === undefined) throw this.error("There is no such escape");
    this.at += 2;
    return char;
  }

  private number(): Num {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text)?.[0];
    if (!found) throw this.error("A value is expected");
    this.at += found.length;
    return new Num(found);
  }

  private word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.error("A value is expected");
    this.at += word.length;
    return value;
  }

  private eats(char: string): boolean {
    this.space();
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }

  private error(message: string): JsonError {
    return new JsonError(message, this.at);
  }
}
