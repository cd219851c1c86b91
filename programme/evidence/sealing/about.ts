// What a package is made of, as the browser that makes it knows it.
import type { Bytes } from '#platform/sealing/index.ts';
import type { FileFacts } from '#programme/reports/sealing/hers.ts';
import type { CustodyRow } from './custody.ts';

/** A part of her report that goes in. */
export type PartToPack = {
  id: string;
  kind: 'narrative' | 'identity' | 'message' | 'file';
  at: string;
  /** The desk that wrote it, in words; `null`: she. */
  from: string | null;
  /** Of a file: every piece of it is in the city. */
  whole: boolean;
};

/** What the team wrote, as it is open in this browser. */
export type EntryToPack = {
  id: string;
  kind: string;
  at: string;
  by: string;
  text: string;
  /** What stands in clear beside it. */
  facts: Record<string, string | null>;
};

export type StampToPack = {
  part: string;
  reply: string | null;
  stampedAt: string | null;
  authority: string | null;
};

/** What the city says of custody. */
export type CustodyToPack = {
  rows: readonly CustodyRow[];
  sealed: boolean;
  stamps: readonly StampToPack[];
  authority: { certificates: string } | null;
};

/** What is known before anything is opened. */
export type PackFacts = {
  city: string;
  case: { id: string; district: string; sentAt: string };
  package: {
    id: string;
    by: string;
    desk: string;
    recipient: readonly [ko: string, en: string];
    reason: readonly [ko: string, en: string];
    begunAt: string;
  };
  parts: readonly PartToPack[];
  entries: readonly EntryToPack[];
};

/** How the browser reaches the city. */
export type PackPorts = {
  /** Opens a part: its words, and of a file how its bytes are had. Throws `NotSealed` when no key here opens it. */
  open(part: PartToPack): Promise<{
    text: string;
    pieces(facts: FileFacts): AsyncIterable<Bytes>;
  }>;
  custody(): Promise<CustodyToPack>;
  /** Records the SHA-256 of SHA256SUMS; the package is not finished when this fails. */
  leave(manifest: string, files: number): Promise<void>;
  /** Everything is given up when it says so: a locked key must not look like a damaged file. */
  stop: AbortSignal;
  onBytes(bytes: number): void;
};

export type PackedItem = {
  path: string;
  kind: 'original' | 'clean' | 'narrative' | 'identity' | 'message' | 'entry';
  id: string;
  at: string;
  /** `null`: she. */
  by: string | null;
  size: number;
  sha256: string;
  facts?: Record<string, string | null>;
  file?: {
    name: string;
    type: string;
    size: number;
    sha256BeforeSealing: string;
    fits: boolean;
    of: string | null;
  };
};

/** What is not as it should be, for whoever receives the package and for whoever made it. */
export type PackProblem = { what: 'incomplete' | 'damaged' | 'differs'; path: string };

export type Packed = { files: number; manifest: string; problems: PackProblem[] };
