import {
  ana,
  fieldnote,
  ivo,
  kim,
  lee,
  mapletree,
  mia,
  nordhaven,
  omar,
  orchard,
  quillstone,
  saltmarsh,
  tarn,
  zoe,
} from './more-people.ts';
import type { Sample } from './true-letters.ts';

const sample = (applicant: Sample['applicant'], job: Sample['job'], body: string): Sample => ({
  about: body.slice(0, 70).replaceAll('\n', ' '),
  applicant,
  job,
  body,
});

/** True letters as a model words them, each written before the gate was corrected by it. */
export const moreTrueLetters: readonly Sample[] = [
  sample(
    mia,
    orchard,
    'I am writing to express my interest in the Senior Product Designer (Remote) role at Orchard & Vale. As a Product Designer at Lumenpost, I designed the onboarding of our mobile app and raised completion from 40% to 62%.\n\nHelping farms plan their harvests is a purpose I can get behind. I would welcome the chance to bring my five years of experience in research and prototyping to your Seedling app.',
  ),
  sample(
    mia,
    orchard,
    'What draws me to Orchard & Vale is how practical the work sounds: people with mud on their boots need software that simply works. At Lumenpost I ran monthly usability tests with eight participants, and those hours taught me more than any brief.',
  ),
  sample(
    mia,
    orchard,
    'Figma, HTML and CSS are my everyday tools. Your posting also asks for design systems; I have not worked with one formally and I would be glad to learn. I live in Lisbon and work well remotely. I hope to hear from Orchard & Vale Ltd. soon.',
  ),
  sample(
    mia,
    orchard,
    'Before Lumenpost I freelanced for small museums, and I hold a diploma from the Porto School of Arts. Both taught me to explain design to people who do not care about design. I think that would suit Orchard & Vale and its farmers.',
  ),
  sample(
    mia,
    orchard,
    'Good design starts with listening. I run usability tests every month, I prototype early, and I keep what works. I would love to do that with the five designers you already have at Orchard & Vale.',
  ),
  sample(
    omar,
    tarn,
    'I am an Accountant at Bright Ledger, where I close the books for 14 small clients each month. Month-end at three sites, as your posting describes, sounds like a natural next step, and Tarn Foods is close to home: I am based in Manchester.',
  ),
  sample(
    omar,
    tarn,
    'With nine years of experience in bookkeeping and payroll, I know how much calm a clean ledger brings. In 2022 I moved payroll for 120 people to new software. I would be glad to bring the same care to Tarn Foods.',
  ),
  sample(
    omar,
    tarn,
    'I am part-qualified ACCA and at home in Excel. IFRS and SAP, which your role asks for, would be new to me, and I am ready to learn both. Tarn Foods interests me because good food is easy to stand behind.',
  ),
  sample(
    omar,
    tarn,
    'Thank you for considering my application for the Management Accountant position at Tarn Foods. My days are spent on bookkeeping, VAT returns and payroll at Bright Ledger. I enjoy finding the one number that does not fit.',
  ),
  sample(
    lee,
    mapletree,
    'I am applying for the Junior Python Developer role at Mapletree. I finished a bootcamp last spring and built a small recipe site with care. I am eager to learn Django in a team of people who know it well.',
  ),
  sample(
    lee,
    mapletree,
    'Mapletree is looking for a junior developer, and I would be glad to be that person. I work in Python, I ask questions early, and I like finishing things. The recipe site I built taught me how much detail hides in a small project.',
  ),
  sample(
    lee,
    mapletree,
    'Hello Mapletree team, I enjoy writing Python and I am looking for a first role as a developer. Your team of 20 people in Toronto sounds like a good place to grow. Thank you for your time.',
  ),
  sample(
    mia,
    orchard,
    'Your team of 5 designers at Orchard & Vale works from research to handoff, and that is the span I enjoy most. At Lumenpost I have been designing in Figma and testing with real users for five years.',
  ),
  sample(
    omar,
    tarn,
    'Reading your posting, I noticed that the role reports to the CFO and covers 3 sites. At Bright Ledger I look after several small clients at once, so switching context is familiar. I would be happy to talk to Tarn Foods about it.',
  ),
  sample(
    mia,
    orchard,
    "I'm a Product Designer who likes research as much as pixels. Orchard & Vale's focus on farms feels refreshingly concrete, and I'd be delighted to contribute. I've spent five years at this craft and still enjoy it every day.",
  ),
  sample(
    ivo,
    nordhaven,
    'I am a Warehouse Supervisor at Kestrel Freight and I would like to take the next step as Logistics Manager at NordHaven Logistics. I supervise a shift of 15 people, and I enjoy seeing a day end with everything in its place.',
  ),
  sample(
    ivo,
    nordhaven,
    'At Kestrel Freight I introduced cycle counts that lowered stock errors by half. I would like to bring that same eye to the six warehouses you run at NordHaven.',
  ),
  sample(
    ivo,
    nordhaven,
    'With eight years of experience in warehouses, I know that safety comes first. SAP and Lean are named in your posting; I have not worked with SAP yet, but I am ready to learn. NordHaven Logistics B.V. would find in me someone steady.',
  ),
  sample(
    ivo,
    nordhaven,
    'I have held a forklift licence since 2016 and still know every aisle. I speak Polish and English with my team every day. It would be a pleasure to talk with NordHaven Logistics.',
  ),
  sample(
    ivo,
    nordhaven,
    'Your role calls for someone who leads 40 people. My shift is smaller, yet the work is the same: clear plans, calm words and fair rotas. I live in Rotterdam and could visit NordHaven Logistics any day.',
  ),
  sample(
    zoe,
    quillstone,
    'As a data analyst at Pebble Health I built dashboards in Tableau for 25 clinics, and I automated a weekly report that used to take six hours. Audiobooks have kept me company for years, so Quillstone caught my eye at once.',
  ),
  sample(
    zoe,
    quillstone,
    "I hold an MSc in Statistics from Trinity College Dublin and have three years of experience as a data analyst. SQL and Python are my daily tools. Quillstone's listeners deserve good decisions, and I would love to help make them.",
  ),
  sample(
    zoe,
    quillstone,
    'Four million listeners leave a lot of questions in the data. Quillstone asks for dbt and Looker, which are new to me; SQL, Tableau and statistics I know well. I learn quickly and I like to share what I find.',
  ),
  sample(
    zoe,
    quillstone,
    'Working with clinics taught me to explain numbers to busy people. That skill, I believe, would serve Quillstone well. I am based in Dublin and happy to work remotely or in person.',
  ),
  sample(
    ana,
    saltmarsh,
    'Saltmarsh Studio makes games I would happily recommend to friends. As Marketing Manager at Bluewick I grew our newsletter from 2,000 to 18,000 readers, one honest issue at a time. I would enjoy doing the same for games about the sea.',
  ),
  sample(
    ana,
    saltmarsh,
    'For seven years I have worked in marketing, and SEO has been part of it from the start. I manage a yearly budget of 200,000 EUR at Bluewick and know what a small team can do with it. Saltmarsh Studio feels like the right size for me.',
  ),
  sample(
    ana,
    saltmarsh,
    'I wrote and edited a weekly column, so deadlines and plain sentences come naturally. Webflow is not a tool I have used yet. I am happy to learn it quickly, and I would bring HubSpot and Google Analytics to Saltmarsh Studio.',
  ),
  sample(
    ana,
    saltmarsh,
    'Dear Saltmarsh Studio team, I was delighted to find your opening for a Content Marketing Lead. Copywriting is where I feel most at home, and good copy starts with knowing who reads it.',
  ),
  sample(
    kim,
    fieldnote,
    'I am a Customer Support Agent at Parcelwise, where I answer about 50 tickets a day with a satisfaction score of 96%. Helping researchers get more from their notes at Fieldnote would be a welcome next step.',
  ),
  sample(
    kim,
    fieldnote,
    "Over two years in customer service I have learned that a clear answer beats a fast one. I wrote 30 help articles so that people could find their own way. Fieldnote's focus on researchers makes me curious.",
  ),
  sample(
    kim,
    fieldnote,
    'Zendesk is my daily tool; Intercom and Salesforce would be new, and I look forward to learning them. I would love to welcome new customers at Fieldnote and to work closely with your product team.',
  ),
  sample(
    kim,
    fieldnote,
    'I am excited about the Customer Success Associate role at Fieldnote, Inc. My customers at Parcelwise know me as patient and precise. I hope to bring that to your researchers.',
  ),
  sample(
    kim,
    fieldnote,
    'Please accept this letter as my application to Fieldnote. I work with Zendesk and Excel every day, and I care about leaving each person better off than before. I would be grateful for the chance to talk.',
  ),
];
