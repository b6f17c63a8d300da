import { z } from 'zod';
import { content, itemId, line, optional } from '../parse/field.ts';
import { joinSections } from '../parse/html-sections.ts';
import { listItems } from '../parse/list-items.ts';
import { childrenOf, childText, readXml } from '../parse/read-xml.ts';
import { type Item, type SourceInfo, UnreadableBody } from '../source.ts';
import { statedPay } from './stated-pay.ts';

/** The element reached by one name after the other, of several the first. */
const under = (element: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>((inner, name) => childrenOf(inner, name)[0], element);

/**
 * The postings of the HR-XML document that USAJOBS published until its JSON search. Its announcements have the
 * control numbers under which the site still keeps them. Throws UnreadableBody.
 */
export const usajobsHistoricItems = (body: string, source: SourceInfo): Iterable<Item> => {
  const openings = under(readXml(body), 'ShowPositionOpening', 'DataArea');
  if (openings === undefined) throw new UnreadableBody('not a document of USAJOBS: no `ShowPositionOpening`');
  const rows = childrenOf(openings, 'PositionOpening').map(announcementOf);
  return listItems(rows, source, {
    schema,
    draft: (row, raw) => ({
      externalId: row.id,
      url: `https://www.usajobs.gov/job/${row.id}`,
      otherUrls: [row.applyUrl],
      title: row.title,
      companyName: row.organisation,
      locations: row.places ?? [],
      employmentType: `${row.offering ?? ''} ${row.schedule ?? ''}`.replace(/\d+-/g, ''),
      html: row.html,
      language: 'en',
      salary: statedPay({
        min: row.pay?.min,
        max: row.pay?.max,
        currency: row.pay?.currency,
        period: row.pay?.interval === 'PH' ? 'hour' : row.pay?.interval === 'PA' ? 'year' : null,
      }),
      postedAt: row.opens,
      deadlineAt: row.closes,
      raw,
    }),
  });
};

/** Only what a posting is made of: the document also names persons to ask, with their numbers. */
const announcementOf = (opening: unknown): z.input<typeof schema> => {
  const profile = under(opening, 'PositionProfile');
  const text = under(profile, 'UserArea', 'GOVT_XMLJobBody');
  const range = under(profile, 'OfferedRemunerationPackage', 'RemunerationRange');
  const lowest = childrenOf(range, 'RemunerationMinimumAmount')[0];
  const overview = under(text, 'Overview');
  const asked = under(text, 'QualificationsAndEvaluation');
  return {
    id: childText(opening, 'DocumentID'),
    title: childText(profile, 'PositionTitle'),
    organisation: childText(under(profile, 'PositionOrganization', 'OrganizationIdentifiers'), 'OrganizationName'),
    places: childrenOf(profile, 'PositionLocation').map((place) => childText(place, 'LocationName')),
    offering: childText(profile, 'PositionOfferingTypeCode'),
    schedule: childText(profile, 'PositionScheduleTypeCode'),
    opens: childText(under(profile, 'PositionPeriod', 'StartDate'), 'FormattedDateTime'),
    closes: childText(under(profile, 'PositionPeriod', 'EndDate'), 'FormattedDateTime'),
    pay: {
      min: childText(range, 'RemunerationMinimumAmount'),
      max: childText(range, 'RemunerationMaximumAmount'),
      currency: childText(lowest, '@_currencyID'),
      interval: childText(range, 'RemunerationRateIntervalCode'),
    },
    applyUrl: childText(under(opening, 'UserArea'), 'GOVT_ApplyOnlineURL'),
    html: joinSections([
      { html: childText(overview, 'JobSummary') },
      { heading: 'Duties', html: childText(under(text, 'Duties'), 'MajorDuties') },
      { heading: 'Qualifications', html: childText(asked, 'Qualifications') },
      { heading: 'Education', html: childText(asked, 'Education') },
      { heading: 'Requirements', html: childText(asked, 'Requirements') },
    ]),
  };
};

const schema = z.object({
  id: z.unknown().pipe(itemId),
  title: z.unknown().pipe(line),
  organisation: optional(line),
  places: optional(z.array(line.nullish())),
  offering: optional(line),
  schedule: optional(line),
  opens: optional(line),
  closes: optional(line),
  pay: optional(
    z.object({ min: line.nullish(), max: line.nullish(), currency: line.nullish(), interval: line.nullish() }),
  ),
  applyUrl: optional(line),
  html: content.nullish(),
});
