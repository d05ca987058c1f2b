/**
 * What the manager of shards sends to each when it is to finish its answers and leave. Not a signal: one from the
 * terminal, or from a service manager, reaches the shards as well, and a second signal ends a process at once.
 */
export const STOP_MESSAGE = 'stop';
