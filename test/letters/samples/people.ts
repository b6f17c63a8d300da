import type { Applicant, LetterJob } from '../../../src/letters/contract.ts';

export const stranger: Applicant = {
  name: null,
  currentTitle: null,
  currentCompany: null,
  desiredTitles: [],
  skills: [],
  yearsExperience: null,
  location: null,
  experience: null,
  links: {},
};

export const ada: Applicant = {
  name: 'Ada Okafor',
  currentTitle: 'Backend Engineer',
  currentCompany: 'Copperline Ltd',
  desiredTitles: ['Senior Backend Engineer'],
  skills: ['Node.js', 'TypeScript', 'postgres', 'Docker'],
  yearsExperience: 6,
  location: 'Berlin',
  experience:
    'Rebuilt the billing service of Copperline, which cut failed payments by 30%. Led a team of 4 engineers from 2021. ' +
    'Before that I wrote reporting tools at Tidewater in Hamburg. BSc in Computer Science from the University of Lagos.',
  links: { github: 'https://github.com/ada-okafor' },
};

export const rosa: Applicant = {
  name: 'Rosa Lindqvist',
  currentTitle: 'Registered Nurse',
  currentCompany: 'Elmhurst Clinic',
  desiredTitles: ['Ward Nurse'],
  skills: ['Wound care', 'Triage', 'English', 'Swedish'],
  yearsExperience: 12,
  location: 'Malmö',
  experience:
    'Twelve years on surgical wards. I trained new nurses and handled night shifts with 20 beds. Licensed in Sweden.',
  links: {},
};

export const ben: Applicant = { ...stranger, name: 'Ben', skills: ['Forklift', 'Order picking'] };

export const fernwood: LetterJob = {
  title: 'Backend Engineer, Payments',
  companyName: 'Fernwood Systems GmbH',
  location: 'Berlin or remote (EU)',
  description:
    'Fernwood Systems moves money for 60,000 small shops. You will own services written in Node.js and TypeScript on PostgreSQL and Kafka. ' +
    'You bring 8+ years of experience with Kafka and Kubernetes. Our Atlas platform handles 2 million payments a day. ' +
    'We compete with Globex and Initech, and our team of 12 engineers works in English.',
  skills: ['Node.js', 'TypeScript', 'PostgreSQL', 'Kafka', 'Kubernetes'],
};

export const hospital: LetterJob = {
  title: 'Ward Nurse',
  companyName: 'Harbour View Hospital',
  location: 'Malmö',
  description:
    'Our surgical ward has 24 beds. You know wound care, triage and electronic health records. A driving licence helps.',
  skills: ['Wound care', 'Triage', 'Electronic health records'],
};

export const warehouse: LetterJob = {
  title: 'Warehouse Operative',
  companyName: 'Pine & Harrow',
  location: 'Leeds',
  description:
    'Early shifts, order picking and loading. Forklift licence and inventory management are a plus. 12.50 GBP an hour.',
  skills: ['Order picking'],
};
