import type { QueryKey } from '@tanstack/react-query';

export const POLICY_CHANGES = ['policy-changes'] as const;

/** What shows something else once a version was proposed or decided on. */
export const POLICIES: readonly QueryKey[] = [POLICY_CHANGES, ['policy-change'], ['policies'], ['policy']];
