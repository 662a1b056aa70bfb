/** Frames that are no messages: a text as it is, or a file's bytes. */

import type { VNode } from "preact";
import type { Route } from "../contract/model";
import { answerWords, sizeWords } from "../contract/words";

export function RawText({
  id,
  route,
  text,
  onChange,
}: {
  id: string;
  route: Route;
  text: string;
  onChange: (text: string) => void;
}): VNode {
  return (
    <div class="field">
      <label for={id}>Text of the frame</label>
      <textarea
        id={id}
        class="code"
        rows={5}
        value={text}
        spellcheck={false}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <p class="hint">
        {route.text
          ? `Texts that are no messages are taken. ${answerWords(route.text.replies)}`
          : "It is sent as it is, without a ref."}
      </p>
    </div>
  );
}

export interface ChosenFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export function BinaryFile({
  id,
  route,
  file,
  onChange,
}: {
  id: string;
  route: Route;
  file: ChosenFile | null;
  onChange: (file: ChosenFile | null) => void;
}): VNode {
  return (
    <div class="field">
      <label for={id}>File to send</label>
      <input
        id={id}
        type="file"
        onChange={async ({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          onChange(chosen ? { name: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()) } : null);
        }}
      />
      <p class="hint">
        {file ? `${file.name}, ${sizeWords(file.bytes.length)}. ` : ""}
        {route.binary ? answerWords(route.binary.replies) : "This endpoint takes no binary frames."}
      </p>
    </div>
  );
}
