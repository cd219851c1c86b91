// An error whose message is meant for the person who started Ansim: it says what is wrong and what to do.

export class StartError extends Error {
  override name = 'StartError';
}
