import { companyName } from './hacker-news-company.ts';
import type { Found } from './hacker-news-header.ts';

const label =
  /^[\s\-*•]*(who is hiring|company|employer|roles?|positions?|job title|title|locations?|remote|type|employment type|job type|compensation|salary|pay)\s*:\s*(.{1,300})$/i;

/** A header with a label on each line: `Company: Acme`, `Role: Engineer`. Null where no company is named so. */
export const labelledHeader = (lines: readonly string[]): Found | null => {
  const said = new Map<string, string>();
  for (const line of lines) {
    const [, name = '', value = ''] = label.exec(line) ?? [];
    const key = name.toLowerCase().replace(/s$/, '');
    if (key !== '' && !said.has(key)) said.set(key, value.trim());
  }
  const company = companyName(said.get('company') ?? said.get('employer') ?? said.get('who is hiring') ?? '');
  if (company === null) return null;
  const roles = ['role', 'position', 'job title', 'title'].flatMap((key) => {
    const role = said.get(key);
    return role !== undefined && role.length <= 120 ? [role] : [];
  });
  const remote = /^(?:yes|true|fully|100%)/i.test(said.get('remote') ?? '') ? ['Remote'] : [];
  const rest = ['location', 'type', 'employment type', 'job type', 'compensation', 'salary', 'pay'];
  return { company, roles: roles.slice(0, 1), parts: [...remote, ...rest.flatMap((key) => said.get(key) ?? [])] };
};
