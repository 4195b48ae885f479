import { z } from 'zod';

/** Which version of an item a form was made from, as the item's ETag said it. */
export const EntityTag = z.string().regex(/^"[\x21\x23-\x7e]{1,60}"$/).describe('the ETag of the item as it was read or saved last');
