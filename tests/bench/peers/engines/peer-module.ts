/**
 * A package of the benchmark's own folder. The packages are not installed where the program is only checked and tested:
 * so each adapter says itself what it calls.
 */
export async function peerModule<Module>(name: string): Promise<Module> {
  try {
    return (await import(name)) as Module;
  } catch (cause) {
    throw new Error(`${name} cannot be loaded. Run: npm ci --prefix tests/bench/peers`, { cause });
  }
}
