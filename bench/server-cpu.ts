import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** Linux counts in hundredths of a second for programs. */
const msPerTick = 10;

/** Tells the CPU time in ms that the server of a connection and all its processes have used so far, ended ones too. Linux only. */
export const serverCpu = async (client: pg.Client): Promise<() => number> => {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const server = statOf(String(rows[0]?.pid))?.parent ?? '';
  return () => {
    const own = statOf(server);
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(statOf)
      .reduce(
        (sum, stat) => sum + (stat?.parent === server ? stat.usedMs : 0),
        (own?.usedMs ?? 0) + (own?.endedMs ?? 0),
      );
  };
};

interface Stat {
  readonly parent: string;
  readonly usedMs: number;
  /** Of its children that have ended. */
  readonly endedMs: number;
}

/** `/proc/PID/stat` as proc(5) says; null: the process has ended. */
const statOf = (pid: string): Stat | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program comes before, in brackets, and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = (from: number): number => (Number(fields[from]) + Number(fields[from + 1])) * msPerTick;
    return { parent: fields[1] ?? '', usedMs: ticks(11), endedMs: ticks(13) };
  } catch {
    return null;
  }
};
