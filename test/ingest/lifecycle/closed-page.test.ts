import { describe, expect, test } from 'vitest';
import { closedWording, leadsToList } from '../../../src/ingest/lifecycle/closed-page.ts';

describe('a page says that its job is over', () => {
  test.each([
    'No longer accepting applications',
    'The job you are looking for is no longer open.',
    'This job is no longer available',
    'This position has been filled',
    'This job has expired on Indeed',
    "Sorry, we couldn't find that job",
    'Job not found',
    'The page you are looking for doesn&#39;t exist. The job posting may have been removed',
    'The job listing no longer exists.',
    'Applications are now closed',
    'Diese Stelle ist leider nicht mehr verfügbar.',
    'Die Stellenanzeige ist nicht mehr online',
    'Diese Position wurde bereits besetzt',
    'Die Stelle ist nicht mehr ausgeschrieben',
    'Cette offre n’est plus disponible',
  ])('%s', (said) => {
    expect(closedWording(`<html><body><nav>Jobs</nav><h1>${said}</h1></body></html>`)).not.toBeNull();
  });

  test.each([
    '<h1>Backend Engineer</h1><p>We are accepting applications until the role is filled.</p>',
    '<script>const texts = { gone: "This job is no longer available" };</script><h1>Backend Engineer</h1>',
    `<h1>Backend Engineer</h1><p>${'We build things. '.repeat(600)}</p><footer>This job has expired? Look here.</footer>`,
    '<p>You close deals. The position reports to the head of sales, and the job is open to everybody.</p>',
  ])('an open one does not: %#', (html) => {
    expect(closedWording(html)).toBeNull();
  });
});

test.each([
  ['https://boards.greenhouse.io/fernwood/jobs/4471234', 'https://boards.greenhouse.io/fernwood?error=true', true],
  ['https://fernwood.example/careers/4471234', 'https://fernwood.example/careers', true],
  ['https://fernwood.example/careers?gh_jid=4471234', 'https://fernwood.example/careers', true],
  ['https://fernwood.example/careers/4471234', 'https://fernwood.example/', true],
  ['https://fernwood.example/careers/4471234', 'https://fernwood.example/careers/4471234-engineer', false],
  ['https://boards.greenhouse.io/fernwood/jobs/4471234', 'https://fernwood.example/jobs?gh_jid=4471234', false],
  ['https://fernwood.example/careers/4471234', 'https://fernwood.example/login?next=elsewhere', false],
  ['https://fernwood.example/careers/engineer', 'https://fernwood.example/careers', false],
])('%s that leads to %s leads to a list: %s', (asked, final, expected) => {
  expect(leadsToList(asked, final)).toBe(expected);
});
