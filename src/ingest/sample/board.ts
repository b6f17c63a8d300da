import further from './first-further.json' with { type: 'json' };
import software from './first-software.json' with { type: 'json' };
import type { SamplePosting } from './posting.ts';
import late from './second.json' with { type: 'json' };

const first: readonly SamplePosting[] = [...software, ...further];
const second: readonly SamplePosting[] = [...first, ...late];

/**
 * The sample board as Greenhouse's board API would answer: 52 postings at the first reading, ten
 * more at the second. Times are relative to `firstStart`, so the same start gives the same text.
 * Everything in it is invented, and its links lead nowhere.
 */
export const sampleBoard = (firstStart: Date, reading: 1 | 2): string => {
  const jobs = (reading === 1 ? first : second).map((posting) => greenhouseJob(posting, firstStart));
  return JSON.stringify({ jobs, meta: { total: jobs.length } });
};

const hourMs = 3_600_000;

const greenhouseJob = (posting: SamplePosting, firstStart: Date) => {
  const published = new Date(firstStart.getTime() - posting.hoursBefore * hourMs).toISOString();
  return {
    id: posting.id,
    internal_job_id: posting.id,
    absolute_url: `https://sample.invalid/jobs/${posting.id}`,
    title: posting.title,
    company_name: posting.company,
    location: { name: posting.location },
    departments: [{ id: 1, name: posting.department, child_ids: [], parent_id: null }],
    offices: [],
    metadata: [{ id: 1, name: 'Employment Type', value: posting.type, value_type: 'single_select' }],
    ...(posting.pay && {
      pay_input_ranges: [
        {
          min_cents: posting.pay.minCents,
          max_cents: posting.pay.maxCents,
          currency_type: posting.pay.currency,
          title: posting.pay.title,
          blurb: '',
        },
      ],
    }),
    language: posting.language,
    first_published: published,
    updated_at: published,
    application_deadline: null,
    content: escapeHtml(posting.html),
  };
};

/** Greenhouse sends its HTML escaped once more. */
const escapeHtml = (html: string): string =>
  html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
