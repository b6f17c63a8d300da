/**
 * Custom ids frame the sealed data so that two components of one message may carry the same data:
 * Discord refuses a message that holds a custom id twice. `:data`, its second copy `1:data`.
 */
export const customId = (data: string): string => `:${data}`;

/** Another id for the same data. */
export const customIdCopy = (data: string, copy: number): string => `${copy}:${data}`;

/** The data that a custom id carries, or null where it is not one of ours (the `page` button's). */
export const dataOf = (id: string): string | null => /^\d{0,2}:([\s\S]*)$/.exec(id)?.[1] ?? null;
