/** Serialisation failure, deadlock, and a row that vanished between two statements. PostgreSQL's appendix A. */
const conflicts = new Set(['40001', '40P01', '23503']);

/** True where two transactions were in each other's way and this one was undone: done again, it succeeds. */
export const isConflict = (error: unknown): boolean => {
  // Sequelize keeps PostgreSQL's own error in the one it throws.
  if (!(error instanceof Error) || !('original' in error)) return false;
  const { original } = error;
  return (
    original instanceof Error && 'code' in original && typeof original.code === 'string' && conflicts.has(original.code)
  );
};
