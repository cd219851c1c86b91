// An answer of "no" that the caller can understand: a code that screens translate, and a status.

/** Thrown by services; anything else that is thrown is a bug and is shown as an id only. */
export class Refused extends Error {
  override name = 'Refused';
  readonly code: string;
  readonly status: number;
  readonly extra: Record<string, unknown>;
  constructor(code: string, status: number, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.extra = extra;
  }
}
