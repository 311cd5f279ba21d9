declare const brand: unique symbol;

/** A type that is told apart by its name alone: two branded strings are never mixed up. */
export type Brand<Underlying, Name extends string> = Underlying & { readonly [brand]: Name };
