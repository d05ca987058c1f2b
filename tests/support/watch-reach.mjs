// Preloaded into a process that must reach for nothing: ends it with code 86, naming what it reached for, as soon
// as it connects, listens, resolves a name, starts a process or a thread, or runs a text as a program (`eval` and
// `new Function` are node's own to refuse).
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import vm from 'node:vm';
import workerThreads from 'node:worker_threads';

function stop(what) {
  writeSync(2, `reached for ${what}\n`);
  process.exit(86);
}

function refuse(owner, name, label) {
  owner[name] = () => stop(label);
}

/** Called when the program itself is loaded: loading it takes threads. */
globalThis.watchReach = () => {
  refuse(net.Socket.prototype, 'connect', 'a connection');
  refuse(net.Server.prototype, 'listen', 'a port');
  refuse(dgram, 'createSocket', 'a datagram socket');
  refuse(globalThis, 'fetch', 'fetch');
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) refuse(dns, name, 'a name');
  for (const name of ['spawn', 'spawnSync', 'fork', 'exec', 'execSync', 'execFile', 'execFileSync']) {
    refuse(childProcess, name, 'a process');
  }
  refuse(workerThreads, 'Worker', 'a thread');
  for (const name of ['Script', 'runInContext', 'runInNewContext', 'runInThisContext', 'compileFunction']) {
    refuse(vm, name, 'a program');
  }
  syncBuiltinESMExports();
};
