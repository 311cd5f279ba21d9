declare const brand: unique symbol;

/** A type that is told apart by its name alone: two branded strings are never mixed up. Brands add up. */
export type Brand<Underlying, Name extends string> = Underlying & {
  readonly [brand]: { readonly [Key in Name]: true };
};
