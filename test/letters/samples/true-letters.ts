import type { Applicant, LetterJob } from '../../../src/letters/contract.ts';
import { ada, ben, fernwood, hospital, rosa, stranger, warehouse } from './people.ts';

export interface Sample {
  readonly about: string;
  readonly applicant: Applicant;
  readonly job: LetterJob;
  readonly body: string;
}

const sample = (about: string, applicant: Applicant, job: LetterJob, body: string): Sample => ({
  about,
  applicant,
  job,
  body,
});

/** Letters that state only what their applicant's profile holds. */
export const trueLetters: readonly Sample[] = [
  sample(
    'skills and years',
    ada,
    fernwood,
    'Your opening at Fernwood Systems caught my eye because it is close to what I do every day. I am a Backend Engineer at Copperline with six years of experience in Node.js and TypeScript.\n\nI would be glad to talk.',
  ),
  sample(
    'an achievement in its own numbers',
    ada,
    fernwood,
    'At Copperline I rebuilt the billing service, which cut failed payments by 30%. That is the kind of work I would like to do for Fernwood.',
  ),
  sample(
    'a team with its size',
    ada,
    fernwood,
    'Since 2021 I have led a team of four engineers at Copperline. I would enjoy bringing that calm to the payments work at Fernwood Systems GmbH.',
  ),
  sample(
    'a skill of the posting as what it asks for',
    ada,
    fernwood,
    'Your posting asks for Kafka and Kubernetes. I have not used Kafka yet and I am keen to learn it; Node.js, Docker and PostgreSQL I know well. Fernwood Systems sounds like the right place for that.',
  ),
  sample(
    'numbers of the posting about the company',
    ada,
    fernwood,
    'Moving money for 60,000 small shops, as your team does, is work that matters. Your Atlas platform at Fernwood handles 2 million payments a day. I like systems where a mistake is seen at once, and I have worked on billing at Copperline.',
  ),
  sample(
    'the degree that the profile names',
    ada,
    fernwood,
    'I hold a BSc in Computer Science from the University of Lagos, and I wrote reporting tools at Tidewater in Hamburg before I came to Copperline. Now I would like to join Fernwood Systems.',
  ),
  sample(
    'the place',
    ada,
    fernwood,
    'I am based in Berlin, so working with the Fernwood Systems team in person is easy. TypeScript and Postgres are the tools I reach for first.',
  ),
  sample(
    'the role by name',
    ada,
    fernwood,
    'I am writing about the Backend Engineer, Payments role at Fernwood Systems. As a backend engineer I enjoy the quiet parts: careful data, clear code, few surprises.',
  ),
  sample(
    'a nurse in full',
    rosa,
    hospital,
    'I have worked on surgical wards for twelve years, and Harbour View Hospital is looking for exactly that. At Elmhurst Clinic I handled night shifts with 20 beds and trained new nurses. I am licensed in Sweden.',
  ),
  sample(
    'a nurse on wound care',
    rosa,
    hospital,
    'Wound care and triage are a daily part of my work as a Registered Nurse. Your surgical ward has 24 beds, and I know the rhythm of such a ward. I would like to bring it to Harbour View.',
  ),
  sample(
    'languages',
    rosa,
    hospital,
    'On the ward at Elmhurst Clinic I speak Swedish and English with patients. Good communication matters to me, and I would be happy to hear how Harbour View Hospital works.',
  ),
  sample(
    'two skills and nothing else',
    ben,
    warehouse,
    'I would like to work at Pine & Harrow. Order picking is what I know, and I can drive a forklift. Early shifts suit me well.',
  ),
  sample(
    'an honest gap',
    ben,
    warehouse,
    'Pine & Harrow asks for order picking, and that I can do. Inventory management is new to me, and I am happy to learn it from your team.',
  ),
  sample(
    'an empty profile',
    stranger,
    fernwood,
    'I am writing about your opening at Fernwood Systems. Work on payments for small shops interests me, and I would be glad to tell you about myself in a conversation.',
  ),
  sample(
    'plain warmth',
    rosa,
    hospital,
    'Patients remember who listened. That is why I became a nurse, and why the ward at Harbour View Hospital appeals to me. Thank you for reading; I would be glad to visit.',
  ),
  sample(
    'a skill by another name',
    ada,
    fernwood,
    'PostgreSQL and node.js have been my tools at Copperline for the last six years. I would be glad to use them at Fernwood for your payments services.',
  ),
];
