const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export interface Section {
  readonly heading?: string | null | undefined;
  readonly html: string | null | undefined;
}

/** One description from the parts into which a board splits it; null where every part is empty. */
export const joinSections = (sections: readonly Section[]): string | null => {
  const parts = sections.flatMap(({ heading, html }) => {
    const body = html?.trim() ?? '';
    if (body === '') return [];
    return heading?.trim() ? [`<h3>${escapeHtml(heading.trim())}</h3>`, `<div>${body}</div>`] : [`<div>${body}</div>`];
  });
  return parts.length === 0 ? null : parts.join('\n');
};
