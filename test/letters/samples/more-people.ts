import type { Applicant, LetterJob } from '../../../src/letters/contract.ts';
import { stranger } from './people.ts';

export const mia: Applicant = {
  ...stranger,
  name: 'Mia Tran',
  currentTitle: 'Product Designer',
  currentCompany: 'Lumenpost',
  desiredTitles: ['Lead Product Designer'],
  skills: ['Figma', 'UX research', 'Prototyping', 'HTML', 'CSS'],
  yearsExperience: 5,
  location: 'Lisbon, Portugal',
  experience:
    'Designed the onboarding of the Lumenpost mobile app and raised completion from 40% to 62%. Ran monthly usability tests with 8 participants. Before Lumenpost I freelanced for small museums. Diploma from the Porto School of Arts.',
  links: {},
};

export const orchard: LetterJob = {
  title: 'Senior Product Designer (Remote)',
  companyName: 'Orchard & Vale Ltd.',
  location: 'Remote, Europe',
  description:
    'Orchard & Vale helps 3,000 farms plan their harvests. You will shape our Seedling app from research to handoff, in Figma, with a team of 5 designers. You bring 7+ years of product design, strong Motion graphics, and experience with design systems. Familiarity with Salesforce helps. Founded in 2014. Please mention our partner AgriNova in your letter.',
  skills: ['Figma', 'Design systems', 'Motion graphics'],
};

export const omar: Applicant = {
  ...stranger,
  name: 'Omar Haddad',
  currentTitle: 'Accountant',
  currentCompany: 'Bright Ledger',
  skills: ['Bookkeeping', 'Excel', 'VAT returns', 'Payroll'],
  yearsExperience: 9,
  location: 'Manchester',
  experience:
    'I close the books for 14 small clients each month and moved payroll for 120 people to new software in 2022. Part-qualified ACCA.',
  desiredTitles: ['Senior Accountant'],
  links: {},
};

export const tarn: LetterJob = {
  title: 'Management Accountant',
  companyName: 'Tarn Foods',
  location: 'Manchester',
  description:
    'Tarn Foods makes soups. We want an accountant with IFRS, SAP and Excel. You manage month-end for 3 sites and report to the CFO. 45,000 GBP. 25 days of holiday.',
  skills: ['IFRS', 'SAP', 'Excel'],
};

export const lee: Applicant = {
  ...stranger,
  name: 'Lee',
  skills: ['Python'],
  experience: 'I finished a bootcamp last spring and built a small recipe site.',
};

export const mapletree: LetterJob = {
  title: 'Junior Python Developer',
  companyName: 'Mapletree',
  location: 'Toronto',
  description: 'Junior developer wanted. Django, PostgreSQL and Git. We are 20 people in Toronto.',
  skills: ['Python', 'Django'],
};

export const ivo: Applicant = {
  ...stranger,
  currentTitle: 'Warehouse Supervisor',
  currentCompany: 'Kestrel Freight',
  skills: ['Forklift', 'Inventory management', 'Health and safety', 'Polish', 'English'],
  yearsExperience: 8,
  location: 'Rotterdam',
  experience:
    'Supervise a shift of 15 people at Kestrel Freight. Introduced cycle counts that lowered stock errors by half. Forklift licence since 2016.',
  desiredTitles: ['Logistics Manager'],
};

export const nordhaven: LetterJob = {
  title: 'Logistics Manager',
  companyName: 'NordHaven Logistics B.V.',
  location: 'Rotterdam',
  description:
    'NordHaven Logistics runs 6 warehouses. You lead 40 people, know SAP and Lean, and speak Dutch. 10+ years required. Apply through Randstad.',
  skills: ['SAP', 'Lean'],
};

export const zoe: Applicant = {
  ...stranger,
  currentTitle: 'Data Analyst',
  currentCompany: 'Pebble Health',
  skills: ['SQL', 'Python', 'Tableau', 'Statistics'],
  yearsExperience: 3,
  location: 'Dublin',
  experience:
    'Built dashboards in Tableau for 25 clinics. Automated a weekly report that took 6 hours. MSc Statistics, Trinity College Dublin.',
};

export const quillstone: LetterJob = {
  title: 'Senior Data Analyst',
  companyName: 'Quillstone',
  location: 'Dublin or remote',
  description:
    'Quillstone publishes audiobooks to 4 million listeners. SQL, dbt, Looker and experimentation (A/B testing). Five years of experience. You join Maya and the Insights team. Budget of 2 million EUR.',
  skills: ['SQL', 'dbt', 'Looker'],
};

export const ana: Applicant = {
  ...stranger,
  currentTitle: 'Marketing Manager',
  currentCompany: 'Bluewick',
  skills: ['SEO', 'Copywriting', 'Google Analytics', 'HubSpot'],
  yearsExperience: 7,
  location: 'Madrid',
  experience:
    'Grew newsletter from 2,000 to 18,000 readers. Manage a yearly budget of 200,000 EUR. Wrote and edited a weekly column.',
};

export const saltmarsh: LetterJob = {
  title: 'Content Marketing Lead',
  companyName: 'Saltmarsh Studio',
  location: 'Remote (Spain)',
  description:
    'Saltmarsh Studio makes games about the sea. You plan content, own SEO and run paid social with a team of three. Experience with Webflow and influencer marketing is a plus. 5+ years.',
  skills: ['SEO', 'Content marketing', 'Webflow'],
};

export const kim: Applicant = {
  ...stranger,
  currentTitle: 'Customer Support Agent',
  currentCompany: 'Parcelwise',
  skills: ['Zendesk', 'Customer service', 'Excel'],
  yearsExperience: 2,
  location: 'Lagos',
  experience: 'Answer about 50 tickets a day with a satisfaction score of 96%. Wrote 30 help articles.',
};

export const fieldnote: LetterJob = {
  title: 'Customer Success Associate',
  companyName: 'Fieldnote, Inc.',
  location: 'Remote',
  description:
    'Fieldnote makes a notes app for researchers. You onboard new customers, use Intercom and Salesforce, and work with our product team. 1-3 years of experience.',
  skills: ['Intercom', 'Salesforce'],
};
