/** What the bot promises under faults: id, the promise, and the bound that its figure must keep. */
export const promises = {
  R1: ['no committed message is lost', 'lost 0'],
  R2: ['Discord: a crash never shows a message twice', '0 twice'],
  R3: ['Telegram: repeats are bounded by what is in flight', 'at most 1 a kill'],
  R4: ['the messages of one recipient keep their order', '0 inversions'],
  R5: ["a dead process's rows come back", 'lease + 5 s'],
  R6: ['a process that slept past its lease is fenced', '0 rows, Discord 0 twice'],
  R7: ['a stop is graceful', 'exit 0 in 10 s, 0 lost, 0 twice, 0 sending'],
  R8: ['PostgreSQL may restart', 'up, back in 5 s, lost 0, said in 3 s'],
  R9: ['a half-open connection is noticed', '30 s'],
  R10: ['429 is obeyed', '0 early, 0 lost, nobody else delayed'],
  R11: ["never near Discord's ban for invalid requests", '1,000 in 10 min, 0 second sends'],
  R12: ['who cannot be reached is paused, and resumed', 'paused in 1 or 3'],
  R13: ['chats on Discord are opened slowly', '1 in 5 s, 200 an hour'],
  R14: ["below Telegram's pace, answers first", '27/s, 1/s a chat, 18/min a group, p95 1 s'],
  R15: ['every update is handled once', 'effects 1, drops 0'],
  R16: ['a bad update never stops the intake', 'next in 1 s, others 0 delayed'],
  R17: ['two pollers: the survivor takes over', 'back in 10 s, in order'],
  R20: ['a digest comes at its local hour through DST', '1 a local date'],
  R21: ['missed ticks make one digest', '1 in 60 s, 0 after 12 h'],
  R22: ['runs of a schedule never overlap nor hang for ever', '1 active, next tick runs'],
  R23: ["a worker's clock may jump", '0 early leases, 0 twice'],
  R25: ['a first fetch does not flood', 'at most 5, 0 again'],
  R28: ['the queue is fast', 'claim p95 20 ms, 300/s'],
  R32: ['parallel presses have one effect', '1 row, others told'],
} as const satisfies Readonly<Record<string, readonly [promise: string, bound: string]>>;

export type PromiseId = keyof typeof promises;
