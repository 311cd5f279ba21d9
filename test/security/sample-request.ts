import type { TSchema } from 'typebox';

interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

/** Makes a request that has the shape of a schema, with one id wherever an id is asked for. */
export function makeSampleRequest(schema: TSchema, id: string): unknown {
  return make(schema as unknown as Shape, { id, name: '' });
}

/** Tells whether a request of a schema asks for an id anywhere. */
export function asksForId(schema: TSchema): boolean {
  return JSON.stringify(schema).includes('"uuid"');
}

function make(shape: Shape, context: { readonly id: string; readonly name: string }): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.anyOf !== undefined)
    return make(shape.anyOf.find((one) => one.format === 'uuid') ?? shape.anyOf[0] ?? {}, context);
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        (shape.required ?? []).map((name) => [name, make(shape.properties?.[name] ?? {}, { ...context, name })]),
      );
    case 'array':
      return Array.from({ length: shape.minItems ?? 0 }, () => make(shape.items ?? {}, context));
    case 'integer':
    case 'number':
      return Math.max(shape.minimum ?? 1, 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return makeText(shape, context);
  }
}

function makeText(shape: Shape, context: { readonly id: string; readonly name: string }): string {
  if (shape.format === 'uuid') return context.id;
  if (shape.format === 'date' || /On$|Date$/.test(context.name)) return '2026-03-02';
  if (shape.format === 'date-time' || /At$/.test(context.name)) return '2026-03-02T15:00:00.000Z';
  const fits = ['a-code', 'AB', '123456', 'text', '2026-03-02', '10001', 'x', '00000000001'].find(
    (text) =>
      text.length >= (shape.minLength ?? 0) && (shape.pattern === undefined || new RegExp(shape.pattern).test(text)),
  );
  return fits ?? 'text';
}
