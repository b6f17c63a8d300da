/** A posting as Greenhouse's job board API publishes it, of an invented company. */
export const boardJob = (id: number, given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  id,
  title: `Backend Engineer ${id}`,
  absolute_url: `https://job-boards.greenhouse.io/fernwood/jobs/${id}`,
  company_name: 'Fernwood Systems',
  location: { name: 'Remote - Canada' },
  departments: [{ id: 1, name: 'Engineering' }],
  content:
    '&lt;p&gt;We build payment services.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Node.js &amp;amp; PostgreSQL&lt;/li&gt;&lt;/ul&gt;',
  first_published: '2026-07-16T11:55:32-04:00',
  updated_at: '2026-07-29T08:50:01-04:00',
  language: 'en',
  metadata: [{ id: 9, name: 'Employment Type', value: 'Full-time', value_type: 'single_select' }],
  ...given,
});

export const boardBody = (jobs: readonly unknown[]): string => JSON.stringify({ jobs, meta: { total: jobs.length } });
