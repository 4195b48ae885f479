import type { ComponentType } from 'react';

/** A page of an application. */
export interface PageRoute {
  /** As react-router writes it, with ids as parameters and nothing personal. */
  readonly path: string;
  /** Loaded when somebody goes there. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  /** Who may see it; whether they may see what is in it is the hub's to say. Without it everybody who is signed in. */
  readonly roles?: readonly string[];
  /** The key of its name in the navigation, with its namespace; without it the page is reached from others. */
  readonly label?: string;
}

/** Whether a page is for people of these roles. */
export const opensTo = ({ roles: allowed }: PageRoute, roles: readonly string[]): boolean => allowed?.some((role) => roles.includes(role)) ?? true;
