const names = `AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky
LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana
NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio
OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah
VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|GU Guam
MP Northern Mariana Islands|PR Puerto Rico|VI Virgin Islands|AA Armed Forces Americas|AE Armed Forces Europe
AP Armed Forces Pacific`;

const codesByName: ReadonlyMap<string, string> = new Map(
  names.split(/[|\n]/).flatMap((entry) => {
    const code = entry.slice(0, 2);
    return [[code.toLowerCase(), code] as const, [entry.slice(3).toLowerCase(), code] as const];
  }),
);

/** Returns the two-letter code of a state or territory (USPS Publication 28) given by code or name; other text as it is. */
export function toStateCode(text: string): string {
  return codesByName.get(text.trim().toLowerCase()) ?? text;
}
