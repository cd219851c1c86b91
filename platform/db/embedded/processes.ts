// Tells whose process stands behind a postmaster.pid, so that nothing foreign is attached to or stopped.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { errorCode } from './error-code.ts';

/**
 * `ours` is a living postmaster of this very cluster; `dying` is in the middle of its end and holds its files for
 * another moment; `zombie` has died but nobody has collected it yet.
 */
export type Occupant = 'gone' | 'zombie' | 'dying' | 'ours' | 'foreign';

/** What a postmaster writes into its lock file (PostgreSQL 18, src/include/utils/pidfile.h). */
export type LockFile = { pid: number; port: number; status: string };

/** Reads `postmaster.pid`: null when there is none, `unreadable` when it is empty or cut short. */
export function readLockFile(cluster: string): LockFile | 'unreadable' | null {
  let text: string;
  try {
    text = readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  const lines = text.split('\n').map((line) => line.trim());
  // A negative pid marks a stand-alone backend (postgres --single).
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (!Number.isInteger(pid) || pid < 2) return 'unreadable';
  return { pid, port: Number.parseInt(lines[3] ?? '', 10) || 0, status: lines[7] ?? '' };
}

/** Says who `pid` is as seen from `cluster` (an absolute path without symbolic links). */
export function occupantOf(pid: number, cluster: string): Occupant {
  if (process.platform !== 'linux') return occupantByPs(pid, cluster);
  const state = linuxState(pid);
  if (state === null) return 'gone';
  if (state === 'Z' || state === 'X') return 'zombie';
  const words = commandLine(pid);
  // A process at its end has lost its memory, and with it its command line, before it is a zombie.
  if (words.length === 0) return 'gone';
  if (words[0] === '') return 'dying';
  const folder = words[words.indexOf('-D') + 1];
  return basename(words[0] ?? '') === 'postgres' && folder === cluster ? 'ours' : 'foreign';
}

/**
 * Living server processes of the cluster other than its postmaster: after `kill -9` of the postmaster its
 * children need a moment to notice. A new one must not start before they have gone. Linux only; elsewhere
 * PostgreSQL's own shared-memory check stands guard alone.
 */
export function survivorsOf(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      if (!(commandLine(pid)[0] ?? '').startsWith('postgres: ')) return false;
      try {
        // A process that has died shows no folder any more, so zombies are left out by themselves.
        return readlinkSync(`/proc/${pid}/cwd`) === cluster;
      } catch {
        return false;
      }
    });
}

function linuxState(pid: number): string | null {
  try {
    // proc(5): "pid (comm) state …", and comm may itself hold brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  } catch {
    return null;
  }
}

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function occupantByPs(pid: number, cluster: string): Occupant {
  let line: string;
  try {
    line = execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'stat=,command='], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'gone';
  }
  if (line === '') return 'gone';
  if (line.startsWith('Z')) return 'zombie';
  return line.includes('/postgres ') && line.includes(`-D ${cluster} `) ? 'ours' : 'foreign';
}
