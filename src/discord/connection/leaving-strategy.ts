import { SimpleShardingStrategy } from 'discord.js';

/** What is used of a gateway's socket. */
interface Socket {
  readonly readyState: number;
  onclose: unknown;
  onmessage: unknown;
  addEventListener(event: 'close' | 'error', listener: () => void): void;
  close(): void;
}

/** What discord.js keeps to itself: it has no public way to its sockets. */
interface Shards {
  readonly shards: ReadonlyMap<number, { readonly connection: Socket | null }>;
}

/** States of a `WebSocket`, as its standard numbers them. */
const CONNECTING = 0;
const CLOSED = 3;

/**
 * discord.js's own way of running shards, but one that leaves no socket behind. By itself it forgets a socket that is
 * still being opened, which then stays open; and it waits for ever for one that it closes while it awaits the
 * gateway's hello or ready, since its own time limit on those takes the listener away.
 */
export class LeavingStrategy extends SimpleShardingStrategy {
  /** Closes every socket; resolves when all are closed. */
  override async destroy(options?: Parameters<SimpleShardingStrategy['destroy']>[0]): Promise<void> {
    const { shards } = this as unknown as Shards;
    const left = [...shards.values()].map(({ connection }) => leave(connection));
    // Closes the sockets that are open; may never resolve, as said above.
    void super.destroy(options);
    await Promise.all(left);
  }
}

/** Resolves when the socket is closed; closes it only where it is still being opened. */
function leave(socket: Socket | null): Promise<void> {
  if (socket === null || socket.readyState === CLOSED) return Promise.resolve();
  const closed = new Promise<void>((resolve) => {
    socket.addEventListener('close', resolve);
  });
  if (socket.readyState === CONNECTING) {
    // Nobody is to mend what is closed on purpose, nor to be told that it could not be opened.
    socket.onmessage = null;
    socket.onclose = null;
    socket.addEventListener('error', () => undefined);
    socket.close();
  }
  return closed;
}
