/** One sentence for a person, Chinese first and the same in English; it says what to do. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}
