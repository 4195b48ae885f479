import { moveDate } from './moved-date.js';
import { offsetOf } from './offset-file.js';

/**
 * Loaded by `--import` before a process of a stack under test, whose own code knows nothing of it. The address of this module
 * names the file with the offset (`?offset=`), since a process of the hub is handed no variable that it does not know.
 */
const file = new URL(import.meta.url).searchParams.get('offset');
if (!file) throw new Error('the moving clock is loaded without the file of its offset');
const offsetMs = offsetOf(file);
// A process that cannot tell the time ends now, and not in the middle of its work.
offsetMs();
moveDate(offsetMs);
