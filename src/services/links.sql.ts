/** The account $goes becomes that of the new person $userId; what waits to be sent to it goes to $stays. */
export const separateAccount: readonly string[] = [
  `update notifications set chat_account_id = $stays where chat_account_id = $goes`,
  'delete from forms where chat_account_id = $goes',
  'delete from button_lines where chat_account_id = $goes',
  'delete from link_codes where $goes in (chat_account_id, redeemed_by)',
  `update chat_accounts set user_id = $userId, button_epoch = (button_epoch + 1) % 16, updated_at = now()
where id = $goes`,
];
