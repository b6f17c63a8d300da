import { boardId } from '../dedupe/board-id.ts';
import { htmlToText } from '../normalise/clean-text.ts';

/** The start of a page says it; further down stand other jobs and answers to questions. */
const read = 6_000;

/** "until the role is filled" says that it is not. */
const condition = /\b(?:until|till|when|once|after|if|unless|before|whether|or|and) $/;

/** How boards say that a job is over. */
const wordings: readonly RegExp[] = [
  /no longer accepting (?:new )?applications/,
  /(?:not|no longer) (?:currently )?accepting applications for this (?:job|position|role)/,
  /(?:this|the) (?:job|position|role|posting|vacancy|opening|requisition|job posting|job listing|job ad|job opening|page)(?: you(?:'re| are| were)? (?:looking for|trying to (?:view|reach|apply for)|requested))? (?:is|has been|was|is currently|may have been)? ?(?:no longer (?:available|open|active|online|posted|exists?)|(?:already )?(?:closed|filled|expired|removed|taken down|unpublished))/,
  /(?:this|the) (?:job|position|role|posting|vacancy) (?:has )?(?:expired|closed|been (?:filled|closed|removed|withdrawn|cancelled))/,
  /(?:job|position|posting|vacancy) (?:was )?not found/,
  /(?:couldn't|could not|can't|cannot) find (?:the|that|this) (?:job|position|posting|page)/,
  /sorry, (?:but )?(?:this|that|the) (?:job|position|role) (?:is|has)/,
  /applications? (?:for this (?:job|position|role) )?(?:are|is|have) (?:now )?closed/,
  /(?:diese|die) (?:stelle|stellenanzeige|stellenausschreibung|position|anzeige|vakanz) (?:ist|wurde) (?:leider )?(?:nicht (?:mehr|länger) (?:verfügbar|online|aktiv|aktuell|ausgeschrieben|vakant)|(?:bereits|schon) (?:besetzt|vergeben)|besetzt|abgelaufen|deaktiviert|gelöscht)/,
  /bewerbungsfrist ist abgelaufen/,
  /(?:cette offre|ce poste|l'offre) (?:n'est plus (?:disponible|en ligne)|a (?:expiré|été pourvue?))/,
];

/** What the page of a job says of the job, in its own words; null where it does not say that it is over. */
export const closedWording = (html: string): string | null => {
  const text = htmlToText(html).slice(0, read).toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ');
  for (const wording of wordings) {
    const said = wording.exec(text);
    if (said !== null && !condition.test(text.slice(0, said.index))) return said[0];
  }
  return null;
};

/**
 * Whether an address of one posting leads to a list of postings instead, as boards do with closed
 * ones: the posting's id is gone and what is left is above it. A way to another site may be the
 * employer's own page of the job.
 */
export const leadsToList = (asked: string, final: string): boolean => {
  const from = URL.parse(asked);
  const to = URL.parse(final);
  if (from === null || to === null || from.hostname !== to.hostname) return false;
  const id = boardId(asked)?.split(':').at(-1) ?? /\d{4,}/.exec(from.pathname + from.search)?.[0];
  if (id === undefined || final.toLowerCase().includes(id)) return false;
  const above = to.pathname.replace(/\/$/, '');
  const wasPath = from.pathname.replace(/\/$/, '');
  return above === wasPath ? boardId(asked) !== null : `${wasPath}/`.startsWith(`${above}/`);
};
