import type { Json } from '../../kernel/json.ts';

/** What stands at a place of a resource, with the FHIRPath of that place. */
export interface FhirElement {
  readonly value: Json | undefined;
  readonly where: string;
}

/** Members of a JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** Tells whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a member of an element; its value is undefined where there is none. */
export function memberOf(element: FhirElement, name: string): FhirElement {
  const { value } = element;
  const isOwn = isJsonObject(value) && Object.hasOwn(value, name);
  return { value: isOwn ? value[name] : undefined, where: `${element.where}.${name}` };
}

/** Follows member names one after the other. */
export function partOf(element: FhirElement, ...names: readonly string[]): FhirElement {
  return names.reduce(memberOf, element);
}

/** Lists the items of a repeating member; none where there is no list. */
export function itemsOf(element: FhirElement, name: string): readonly FhirElement[] {
  const { value, where } = memberOf(element, name);
  if (!Array.isArray(value)) return [];
  return value.map((item: Json, index) => ({ value: item, where: `${where}[${index}]` }));
}

/** Returns the text of a member without space around it; null where there is none. */
export function textOf(element: FhirElement, ...names: readonly string[]): string | null {
  const { value } = partOf(element, ...names);
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

/** Lists the texts of a repeating member. */
export function textsOf(element: FhirElement, name: string): readonly string[] {
  return itemsOf(element, name).flatMap((item) => textOf(item) ?? []);
}

/** Returns the number of a member; null where there is none. */
export function numberOf(element: FhirElement, ...names: readonly string[]): number | null {
  const { value } = partOf(element, ...names);
  return typeof value === 'number' ? value : null;
}

/** Returns the truth value of a member; null where there is none. */
export function truthOf(element: FhirElement, ...names: readonly string[]): boolean | null {
  const { value } = partOf(element, ...names);
  return typeof value === 'boolean' ? value : null;
}

/** Tells whether anything stands at the place. */
export function isPresent(element: FhirElement): boolean {
  return element.value !== undefined && element.value !== null;
}
