/** The case of names on the wire; see `chanx_schema::camel_case`. */

export function camelCase(name: string): string {
  const [, lead = "", inner = "", trail = ""] = /^(_*)(.*?)(_*)$/s.exec(name) ?? [];
  if (!inner.includes("_")) return name;
  const [first = "", ...words] = inner.split("_").filter((word) => word !== "");
  const raised = words.map((word) => {
    const [letter = "", ...rest] = word;
    return letter.toUpperCase() + rest.join("");
  });
  return lead + first + raised.join("") + trail;
}

/** The name of each field on the wire: its own where two would share one in camelCase. */
export function wireNames(names: readonly string[], camelize: boolean): string[] {
  if (!camelize) return [...names];
  const camel = names.map(camelCase);
  return names.map((name, index) => {
    const own = camel[index] ?? name;
    const clashes = names.some((other, at) => at !== index && (other === own || camel[at] === own));
    return clashes ? name : own;
  });
}
