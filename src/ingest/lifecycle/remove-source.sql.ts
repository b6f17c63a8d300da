/** Nothing of source `$1` is seen any more. */
export const giveUpSource = `
update postings set status = 'gone', updated_at = $2 where source_id = $1 returning id`;
