/** A line of what a benchmark found. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
