/** Names and titles are asked for again after this: they change a few times a year, and each page needs them. */
export const CHANGES_RARELY_MS = 10 * 60_000;
