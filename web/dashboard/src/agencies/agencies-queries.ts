import type { QueryKey } from '@tanstack/react-query';

/** What shows something else once an agency has changed. */
export const AGENCIES: readonly QueryKey[] = [['agencies'], ['agency']];
