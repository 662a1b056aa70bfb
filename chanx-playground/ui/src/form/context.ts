/** What every field of one form knows. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ComponentChildren, FunctionComponent } from "preact";
import type { SchemaNode } from "../contract/schema";
import type { Json } from "../json/value";

export type Place = readonly (string | number)[];

export interface FormContext {
  /** Begins the ids of this form's elements. */
  id: string;
  /** The faults by the keys of their places. */
  faults: ReadonlyMap<string, readonly string[]>;
  /** A field of any schema: fields hold fields. */
  Field: FunctionComponent<FieldProps>;
}

export const Form = createContext<FormContext>({ id: "form", faults: new Map(), Field: () => null });

export function useForm(): FormContext {
  return useContext(Form);
}

export interface FieldProps {
  node: SchemaNode;
  value: Json;
  place: Place;
  label: string;
  /** Whether it must be there. */
  required: boolean;
  /** Buttons that stand beside the label. */
  actions?: ComponentChildren;
  onChange: (value: Json) => void;
}
