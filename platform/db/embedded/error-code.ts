// Reads the system's code off an error of unknown kind.

/** The system's error code (`ENOENT`, …), or an empty text for anything else. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return '';
}
