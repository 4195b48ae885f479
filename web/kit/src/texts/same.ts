/** The same keys as another language's texts: one that is missing, or too many, does not compile. */
export type Same<Texts> = { readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Same<Texts[Key]> };

/** Texts of an application by language and namespace. */
export interface Texts {
  readonly 'zh-CN': Readonly<Record<string, object>>;
  readonly en: Readonly<Record<string, object>>;
}

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
