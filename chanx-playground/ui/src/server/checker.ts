/** Asks the server about what is typed: after a pause, and never twice at once. */

import { Store } from "../store/store";
import { checkFrame, ServerError, type Verdict } from "./api";

const PAUSE = 250;

interface Question {
  path: string;
  text: string | null;
}

export class Checker extends Store {
  verdict: Verdict | null = null;
  /** The question that the verdict answers. */
  asked: Question | null = null;
  /** Why there is no verdict. */
  failure: string | null = null;
  isAsking = false;
  private next: Question | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly abort = new AbortController();

  ask(path: string, text: string | null): void {
    const last = this.next ?? this.asked;
    if (last?.path === path && last.text === text) return;
    this.next = { path, text };
    this.wait(PAUSE);
  }

  /** Forgets the verdict, where there is nothing to ask about. */
  clear(): void {
    clearTimeout(this.timer);
    if (!this.next && !this.asked) return;
    this.next = this.asked = this.verdict = this.failure = null;
    this.changed();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.abort.abort();
  }

  private wait(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.send(), milliseconds);
  }

  private async send(): Promise<void> {
    const question = this.next;
    if (!question || this.isAsking) return;
    this.isAsking = true;
    this.next = null;
    this.changed();
    try {
      const verdict = await checkFrame(question.path, question.text, this.abort.signal);
      this.settle(question, verdict, null);
    } catch (error) {
      this.fail(question, error);
    }
    this.isAsking = false;
    this.changed();
    if (this.next) this.wait(this.failure ? 2000 : PAUSE);
  }

  private settle(question: Question, verdict: Verdict | null, failure: string | null): void {
    this.asked = question;
    this.verdict = verdict;
    this.failure = failure;
  }

  private fail(question: Question, error: unknown): void {
    if (this.abort.signal.aborted) return;
    const isBusy = error instanceof ServerError && error.status === 429;
    const why = error instanceof ServerError ? error.message : "The server cannot be reached";
    this.settle(question, null, `Not checked: ${why}`);
    if (!isBusy) return;
    this.next ??= question;
    this.wait(1000 * (error.retryAfter ?? 2));
  }
}
