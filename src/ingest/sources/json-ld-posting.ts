import type { Draft } from '../normalise/make-posting.ts';
import { isTooDeep } from '../parse/too-deep.ts';
import { asList, isNode, type Node, nameOf, textOf } from './json-ld-node.ts';
import { jsonLdPay } from './json-ld-pay.ts';
import { asMarkup } from './markup.ts';
import { digest, stableId } from './stable-id.ts';

const longestTitle = 1000;
const longestDescription = 500_000;

/**
 * What one schema.org JobPosting says, or why it is none. Without a URL of its own its address is
 * the page's where it is `alone` there, else that with a fragment made of title and place, which
 * stays the same while the list moves.
 */
export const jobPostingDraft = (
  posting: unknown,
  pageUrl: string,
  { alone = false }: { readonly alone?: boolean } = {},
): Draft | string => {
  if (!isNode(posting)) return 'item: not an object';
  if (isTooDeep(posting)) return 'item: nested too deep';
  const title = textOf(posting.title) ?? textOf(posting.name);
  if (title === null) return 'title: missing';
  if (title.length > longestTitle) return `title: longer than ${longestTitle} characters`;
  const html = description(posting);
  if (html.length > longestDescription) return `description: longer than ${longestDescription} characters`;
  const locations = asList(posting.jobLocation).map(placeOf);
  const ownUrl = urlOf(posting, pageUrl);
  const fragment = fragmentOf([title, ...locations]);
  const remote = asList(posting.jobLocationType).some((type) => /telecommute/i.test(textOf(type) ?? ''));
  const types = asList(posting.employmentType).map((type) => textOf(type)?.split('/').at(-1) ?? '');
  return {
    externalId: stableId(identifierOf(posting)) ?? stableId(ownUrl) ?? fragment,
    url: ownUrl ?? (alone ? pageUrl : withFragment(pageUrl, fragment)),
    title,
    companyName: nameOf(posting.hiringOrganization),
    locations,
    remote: remote ? 'yes' : null,
    remoteFrom: remote ? residence(posting) : null,
    department: nameOf(posting.employmentUnit),
    employmentType: types.length === 0 ? null : types.join(', '),
    html,
    ...jsonLdPay(posting),
    tags: asList(posting.skills).flatMap((skill) => nameOf(skill)?.split(/[,;\n]/) ?? []),
    language: textOf(posting.inLanguage),
    postedAt: textOf(posting.datePosted),
    deadlineAt: textOf(posting.validThrough),
    raw: posting,
  };
};

/** The address that a posting says is its own, resolved against its page. */
export const urlOf = (posting: Node, pageUrl: string): string | null => {
  const page = isNode(posting.mainEntityOfPage) ? posting.mainEntityOfPage : {};
  const said = [posting.url, posting.mainEntityOfPage, page.url, page['@id'], posting['@id']];
  for (const written of said) {
    const text = textOf(written);
    // Not an `@id` like `#job` or `_:b0`: it names a node of the page, no page.
    const url = text === null || /^(?:#|_:)/.test(text) ? null : URL.parse(text, pageUrl);
    if (url !== null && /^https?:$/.test(url.protocol)) return url.href;
  }
  return null;
};

/** `identifier` is text or a PropertyValue. */
export const identifierOf = (posting: Node): string | null => {
  for (const one of asList(posting.identifier)) {
    const text = isNode(one) ? textOf(one.value) : textOf(one);
    if (text !== null) return text;
  }
  return null;
};

const fragmentOf = (parts: readonly (string | null)[]): string => {
  const slug = parts
    .join(' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `job-${/^[!-~]{1,60}$/.test(slug) ? slug : digest(slug)}`;
};

const withFragment = (pageUrl: string, fragment: string): string => {
  const url = URL.parse(pageUrl);
  if (url === null) return pageUrl;
  url.hash = fragment;
  return url.href;
};

/** City, region and country of a Place; never the street. */
const placeOf = (place: unknown): string | null => {
  if (!isNode(place)) return textOf(place);
  const [address] = asList(place.address);
  if (!isNode(address)) return textOf(address) ?? nameOf(place);
  const parts = [address.addressLocality, address.addressRegion, address.addressCountry].map(nameOf);
  const written = [...new Set(parts.filter((part) => part !== null))];
  return written.length === 0 ? nameOf(place) : written.join(', ');
};

const residence = (posting: Node): string | null => {
  const places = asList(posting.applicantLocationRequirements).map((place) => nameOf(place) ?? placeOf(place));
  const named = [...new Set(places.filter((place) => place !== null))];
  return named.length === 0 ? null : named.join('; ');
};

const parts = [
  ['responsibilities', 'Responsibilities'],
  ['qualifications', 'Qualifications'],
  ['experienceRequirements', 'Experience'],
  ['educationRequirements', 'Education'],
  ['jobBenefits', 'Benefits'],
] as const;

/** The description with those parts that a page keeps in fields of their own and does not repeat in it. */
const description = (posting: Node): string => {
  const whole = textOf(posting.description) ?? '';
  const more = parts.flatMap(([field, heading]) => {
    const text = asList(posting[field])
      .flatMap((one) => nameOf(one) ?? [])
      .join('<br>');
    // A single word (`associate degree`) says nothing that a reader would miss.
    return text.length < 40 || whole.includes(text) ? [] : [`<h3>${heading}</h3><div>${asMarkup(text)}</div>`];
  });
  return [asMarkup(whole), ...more].join('');
};
