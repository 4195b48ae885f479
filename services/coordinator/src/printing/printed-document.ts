/** What is printed, whether on paper or into a spreadsheet. */
export interface PrintedDocument {
  readonly title: string;
  /** What stands beside what, line by line. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly conclusion: readonly (readonly [label: string, value: string])[];
  /** Who is to sign, each with room for a name and a date. */
  readonly signatures: readonly string[];
  readonly footer: string;
}
