// The page's end of the live link: follows the feed, notices when it dies, and resumes where it stopped.

/** One event of the feed, as the server sends it. */
export type LiveEvent = {
  id: string;
  type: string;
  at: string;
  subjectId: string;
  audience: readonly string[];
  payload: Readonly<Record<string, unknown>>;
};

export type Position = { id: string; lat: number; lon: number; at: string };

/** Where somebody who called is now, in words too; `accuracy` is a radius in metres. */
export type CallerPosition = Position & {
  accuracy: number;
  place: string;
  district: string | null;
};

/** `lastAt` is the local time (ms) of the last sign of life, null before the first. */
export type LinkStatus = { state: 'connecting' | 'live' | 'down'; lastAt: number | null };

/** What this module needs of `EventSource`, so that tests can stand in for the network. */
export type Source = {
  addEventListener(
    type: string,
    hear: (message: { data: string; lastEventId: string }) => void,
  ): void;
  close(): void;
};

/** The browser's parts; tests bring their own. */
export type Surroundings = {
  open(url: string): Source;
  now(): number;
  after(milliseconds: number, act: () => void): () => void;
  random(): number;
  onWake(act: () => void): () => void;
};

export type LiveOptions = {
  url: string;
  /** Cursor that came with the snapshot; without one the feed starts now. */
  cursor?: string | undefined;
  onEvent(event: LiveEvent): void;
  onPositions?(positions: readonly Position[]): void;
  onCallers?(callers: readonly CallerPosition[]): void;
  /** The server cannot replay from our cursor: fetch the snapshot again and answer with its cursor. */
  onReset(): Promise<string | undefined>;
  onStatus(status: LinkStatus): void;
  /** Server time (ms) of a heartbeat, for the latency on the screen. */
  onBeat?(sentAt: number): void;
  surroundings?: Surroundings;
};

export type Live = { close(): void; cursor(): string | undefined };

/** Silence longer than this means that the link is dead; the server beats at least every 10 s. */
export const silenceLimit = 15_000;
/** A page that wakes after this long without a word reconnects at once instead of waiting. */
const wakeLimit = 11_000;
const firstDelay = 500;
const longestDelay = 5000;

/** Milliseconds before attempt `n` (from 0): doubling from 0.5 s to 5 s, with jitter so that consoles do not return all at once. */
export function reconnectDelay(attempt: number, random: number): number {
  const full = Math.min(longestDelay, firstDelay * 2 ** Math.min(attempt, 10));
  return (
    firstDelay +
    (full - firstDelay) * (0.5 + random / 2) +
    random * firstDelay * 0.5 * (full === longestDelay ? 0 : 1)
  );
}

/** Opens the link and keeps it open until `close`. Every event is told once per connection, in the order of the feed. */
export function openLive(options: LiveOptions): Live {
  const around = options.surroundings ?? browserSurroundings();
  let cursor = options.cursor;
  let source: Source | undefined;
  let generation = 0;
  let attempt = 0;
  let lastAt: number | null = null;
  let closed = false;
  let stopWatch = nothing;
  let stopRetry = nothing;

  function say(state: LinkStatus['state']): void {
    options.onStatus({ state, lastAt });
  }

  function alive(): void {
    lastAt = around.now();
    stopWatch();
    stopWatch = around.after(silenceLimit, lost);
  }

  function connect(): void {
    if (closed) return;
    drop();
    generation += 1;
    const mine = generation;
    const query =
      cursor === undefined
        ? ''
        : `${options.url.includes('?') ? '&' : '?'}after=${encodeURIComponent(cursor)}`;
    const opened = around.open(options.url + query);
    source = opened;
    stopWatch = around.after(silenceLimit, lost);
    function on(type: string, hear: (data: string, id: string) => void): void {
      opened.addEventListener(type, (message) => {
        if (mine !== generation || closed) return;
        if (type !== 'error') alive();
        hear(message.data, message.lastEventId);
      });
    }
    on('ready', (data) => {
      attempt = 0;
      cursor ??= (parse(data) as { cursor?: string } | undefined)?.cursor;
      say('live');
    });
    on('message', (data, id) => {
      const event = parse(data);
      if (isEvent(event)) options.onEvent(event);
      if (id !== '') cursor = id;
    });
    on('beat', (data, id) => {
      const at = Date.parse((parse(data) as { at?: string } | undefined)?.at ?? '');
      if (!Number.isNaN(at)) options.onBeat?.(at);
      if (id !== '') cursor = id;
      say('live');
    });
    on('positions', (data) => {
      const positions = parse(data);
      if (Array.isArray(positions)) options.onPositions?.(positions as Position[]);
    });
    on('callers', (data) => {
      const callers = parse(data);
      if (Array.isArray(callers)) options.onCallers?.(callers as CallerPosition[]);
    });
    on('reset', () => {
      drop();
      generation += 1;
      void startAgain();
    });
    on('error', lost);
  }

  async function startAgain(): Promise<void> {
    try {
      cursor = await options.onReset();
      connect();
    } catch {
      lost();
    }
  }

  function lost(): void {
    if (closed) return;
    drop();
    generation += 1;
    say('down');
    stopRetry = around.after(reconnectDelay(attempt, around.random()), connect);
    attempt += 1;
  }

  function drop(): void {
    stopWatch();
    stopRetry();
    stopWatch = nothing;
    stopRetry = nothing;
    source?.close();
    source = undefined;
  }

  const stopWake = around.onWake(() => {
    const silent = lastAt === null ? Number.POSITIVE_INFINITY : around.now() - lastAt;
    if (!closed && (source === undefined || silent > wakeLimit)) connect();
  });

  say('connecting');
  connect();
  return {
    close() {
      closed = true;
      stopWake();
      drop();
    },
    cursor: () => cursor,
  };
}

function nothing(): void {}

function isEvent(value: unknown): value is LiveEvent {
  return typeof value === 'object' && value !== null && 'type' in value && 'payload' in value;
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function browserSurroundings(): Surroundings {
  return {
    open(url) {
      const source = new EventSource(url);
      return {
        addEventListener(type, hear) {
          source.addEventListener(type, (event) => {
            const message = event as MessageEvent<string>;
            hear({ data: message.data ?? '', lastEventId: message.lastEventId ?? '' });
          });
        },
        close: () => source.close(),
      };
    },
    now: () => Date.now(),
    after(milliseconds, act) {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    onWake(act) {
      function woke(): void {
        if (document.visibilityState === 'visible') act();
      }
      document.addEventListener('visibilitychange', woke);
      window.addEventListener('online', act);
      return () => {
        document.removeEventListener('visibilitychange', woke);
        window.removeEventListener('online', act);
      };
    },
  };
}
