// Runs after `npm ci`. hnswlib-node is compiled on this machine; npm lists it as optional so that a
// missing compiler ends here, with a message that says what to install, and not in node-gyp's output.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node.js ${process.versions.node} is too old: Yinju needs 20.19 or newer.`);
}

try {
  createRequire(import.meta.url)('hnswlib-node');
} catch (error) {
  const missing = ['python3', 'make', 'g++'].filter((tool) => !isInstalled(tool));
  fail(
    missing.length > 0
      ? `hnswlib-node could not be compiled because ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing.`
      : `hnswlib-node could not be loaded (${error instanceof Error ? error.message.split('\n')[0] : error}). ` +
          'Was npm run with --ignore-scripts, or with --omit=optional?',
  );
}

/** @param {string} tool */
function isInstalled(tool) {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** @param {string} problem */
function fail(problem) {
  console.error(`
yinju: ${problem}
  The vector index is compiled on your machine and needs python3, make and g++:
    Debian, Ubuntu   sudo apt-get install python3 make g++
    Fedora           sudo dnf install python3 make gcc-c++
    macOS            xcode-select --install
    Windows          Python 3 and the "Desktop development with C++" build tools
  Then run \`npm ci\` again.
`);
  process.exit(1);
}
