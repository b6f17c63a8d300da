/** An answer of Discord that is not a success, with its code. */
export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly errors?: Readonly<Record<string, unknown>>;
}

export const refusals = {
  unauthorized: { status: 401, code: 0, message: '401: Unauthorized' },
  notFound: { status: 404, code: 0, message: '404: Not Found' },
  unknownApplication: { status: 404, code: 10002, message: 'Unknown Application' },
  unknownChannel: { status: 404, code: 10003, message: 'Unknown Channel' },
  unknownMessage: { status: 404, code: 10008, message: 'Unknown Message' },
  unknownUser: { status: 404, code: 10013, message: 'Unknown User' },
  unknownWebhook: { status: 404, code: 10015, message: 'Unknown Webhook' },
  unknownInteraction: { status: 404, code: 10062, message: 'Unknown interaction' },
  openingTooFast: { status: 403, code: 40003, message: 'You are opening direct messages too fast' },
  tooLarge: { status: 413, code: 40005, message: 'Request entity too large' },
  alreadyAcknowledged: { status: 400, code: 40060, message: 'Interaction has already been acknowledged.' },
  emptyMessage: { status: 400, code: 50006, message: 'Cannot send an empty message' },
  missingAccess: { status: 403, code: 50001, message: 'Missing Access' },
  missingPermissions: { status: 403, code: 50013, message: 'Missing Permissions' },
  cannotSend: { status: 403, code: 50007, message: 'Cannot send messages to this user' },
  invalidToken: { status: 401, code: 50027, message: 'Invalid Webhook Token' },
  invalidRecipients: { status: 400, code: 50033, message: 'Invalid Recipient(s)' },
  invalidJson: { status: 400, code: 50109, message: 'The request body contains invalid JSON.' },
} as const satisfies Record<string, Refusal>;

/** 50035 with the faults by place, as Discord nests them. */
export const invalidForm = (faults: readonly FormFault[]): Refusal => ({
  status: 400,
  code: 50035,
  message: 'Invalid Form Body',
  errors: Object.fromEntries(
    faults.map(({ at, code, message }) => [at, { _errors: [{ code, message: message ?? code }] }]),
  ),
});

export interface FormFault {
  readonly at: string;
  readonly code: string;
  readonly message?: string;
}
