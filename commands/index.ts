import { admin } from './admin.ts';
import { applications } from './applications.ts';
import { apply } from './apply.ts';
import { cancel } from './cancel.ts';
import { community } from './community.ts';
import { exportData } from './export.ts';
import { forget } from './forget.ts';
import { helpFor } from './help.ts';
import { jobs } from './jobs.ts';
import { letter } from './letter.ts';
import { link } from './link.ts';
import { matches } from './matches.ts';
import { notify } from './notify.ts';
import { profile } from './profile.ts';
import { search } from './search.ts';
import { start } from './start.ts';
import { watch } from './watch.ts';

const others = [
  ...[start, jobs, search, watch, matches, notify],
  ...[apply, applications, letter, profile, link, community, exportData, forget, cancel],
];

/** Every command, in the order in which help shows them. */
export const commands = [...others, admin, helpFor(others)];
