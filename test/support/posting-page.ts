/** A page for people with one or more postings in its JSON-LD, of an invented company. */
export const postingPage = (...postings: readonly Readonly<Record<string, unknown>>[]): string =>
  `<!doctype html><html><head><title>Jobs at Fernwood Systems</title>
<script type="application/ld+json">${JSON.stringify(postings.length === 1 ? postings[0] : postings)}</script>
</head><body><h1>Open positions</h1><p>We build payment services.</p></body></html>`;

export const jsonLdPosting = (given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Pastry Cook',
  description: '<p>You bake for two hundred guests a day and train the apprentices.</p>',
  datePosted: '2026-11-10',
  hiringOrganization: { '@type': 'Organization', name: 'Fernwood Kitchens' },
  jobLocation: { '@type': 'Place', address: { addressLocality: 'Leeds', addressCountry: 'GB' } },
  employmentType: 'FULL_TIME',
  ...given,
});
