import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

import { z } from 'zod';

import { isSystemError } from './errors.js';

const ownerSchema = z.object({
  pid: z.int().min(1),
  host: z.string(),
  system: z.string(),
  started: z.string().nullable(),
  since: z.string(),
});

/** The process that holds a lock, as it has described itself. */
export type LockOwner = z.infer<typeof ownerSchema>;

/**
 * Whether a process that holds a lock still runs. `unknown`: it cannot be seen from here, being on another machine or in
 * another container, or its number may have been given to another process since.
 */
export type OwnerState = 'running' | 'ended' | 'unknown';

/** This process, from now on. */
export function describeOwner(): LockOwner {
  return {
    pid: process.pid,
    host: hostname(),
    system: thisSystem(),
    started: startOf(process.pid),
    since: new Date().toISOString(),
  };
}

/** What a lock says of its owner, or `null` where that cannot be understood: half written, damaged. */
export function parseOwner(text: string): LockOwner | null {
  try {
    return ownerSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Whether the owner runs, as far as this process can see. */
export function stateOf({ pid, system, started }: LockOwner): OwnerState {
  if (system !== thisSystem()) return 'unknown';
  if (!isRunning(pid)) return 'ended';
  const now = startOf(pid);
  // Without the moment of its start a process cannot be told from a later one with its number.
  if (started === null || now === null) return 'unknown';
  return now === started ? 'running' : 'ended';
}

/**
 * Processes of one system see each other by their numbers: one machine since it was last started, one container. Linux
 * gives a number to each start of its kernel and to each room of process numbers; elsewhere the name has to do.
 */
function thisSystem(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** When a process was started, in ticks since the machine was, which no change of the clock touches; Linux only. */
function startOf(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the name, which may hold anything: the 22nd field of all (proc(5)).
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return isSystemError(error) && error.code === 'EPERM';
  }
}
