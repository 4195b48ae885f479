import type { Role } from './role.js';

/** What holds in each status. */
export type ByStatus<S extends string> = Readonly<Record<S, boolean>>;

/** Operation × role × status: a new one of any of them does not compile until it is decided. */
export type RightsByStatus<O extends string, S extends string> = Readonly<Record<O, Readonly<Record<Role, ByStatus<S>>>>>;
