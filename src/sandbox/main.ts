import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { describeError } from '../domain/errors.js';
import { buttonsOf, selectsOf } from './component-rules.js';
import { GLOBAL } from './routes/commands.js';
import { Sandbox, SANDBOX_TOKEN } from './sandbox.js';
import type { Context } from './driver.js';
import { shownOf } from './exchange.js';
import { parseLine, printMessage, USAGE, type Line } from './terminal.js';

/** A Discord server to try the bot on by hand: starts it, and does what is typed. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      // How many servers there are, and how many shards DISCORD_SHARDS=auto is told to be.
      guilds: { type: 'string', default: '1' },
      shards: { type: 'string', default: '1' },
    },
  });
  const sandbox = await Sandbox.start({
    port: Number(values.port),
    guilds: Number(values.guilds),
    recommendedShards: Number(values.shards),
  });
  print(`Start the bot in another terminal:\n`);
  print(`  DISCORD_API_URL=${sandbox.apiUrl} DISCORD_TOKEN=${SANDBOX_TOKEN} npm start\n`);
  print(`Then type here:\n${USAGE}\n`);
  sandbox.world.events.on('message', (message) => {
    if (message.author.bot) print(`${printMessage(message)}\n`);
  });
  const playground = new Playground(sandbox);
  for await (const line of createInterface({ input: process.stdin })) {
    await playground.enter(line).catch((error: unknown) => {
      print(describeError(error));
    });
  }
  await sandbox.close();
}

/** What a developer has set, and where it goes. */
class Playground {
  #context: Context = {};

  constructor(private readonly sandbox: Sandbox) {}

  async enter(text: string): Promise<void> {
    const { world } = this.sandbox;
    const commands = [GLOBAL, world.guildId].flatMap((scope) => world.commands.get(scope) ?? []);
    await this.#do(parseLine(text, commands));
  }

  async #do(line: Line): Promise<void> {
    const { driver } = this.sandbox;
    switch (line.kind) {
      case 'command':
        driver.command(line.path, line.values, this.#context);
        break;
      case 'autocomplete': {
        const choices = await driver.autocomplete(line.path, line.option, line.typed, this.#context);
        print(choices.map(({ name, value }) => `${name}  [${value}]`).join('\n'));
        break;
      }
      case 'message-command':
        this.#onLastMessage(line.name);
        break;
      case 'mention':
        driver.mention(line.text, this.#context);
        break;
      case 'direct':
        driver.directMessage(line.text, this.#context);
        break;
      case 'say':
        driver.say(line.text, this.#context);
        break;
      case 'press':
        this.#press(line.label);
        break;
      case 'select':
        this.#select(line.label);
        break;
      case 'setting':
        this.#set(line.name, line.value);
        break;
      case 'nothing':
        break;
    }
  }

  #press(label: string): void {
    const { driver, world } = this.sandbox;
    const message = [...world.messages.values()].findLast(
      ({ components }) => buttonsOf(components).length > 0,
    );
    if (message === undefined) print('There is no message with buttons.');
    else driver.press(shownOf(message), label, this.#context);
  }

  #select(label: string): void {
    const { driver, world } = this.sandbox;
    const message = [...world.messages.values()].findLast(
      ({ components }) => selectsOf(components).length > 0,
    );
    if (message === undefined) print('There is no message with a select menu.');
    else driver.select(shownOf(message), label, this.#context);
  }

  #onLastMessage(name: string): void {
    const { driver, world } = this.sandbox;
    const last = [...world.messages.values()].findLast(({ author }) => !author.bot);
    if (last === undefined) print('No member has written a message yet.');
    else driver.messageCommand(name, last.id, this.#context);
  }

  #set(name: string, value: string): void {
    const { moderator, member } = this.sandbox.world;
    if (name === 'by') this.#context = { ...this.#context, by: value === 'moderator' ? moderator : member };
    else if (name === 'in') this.#enterGuild(Number(value));
    else if (name === 'locale') this.#context = { ...this.#context, locale: value };
    else print(USAGE);
  }

  #enterGuild(number: number): void {
    const guild = [...this.sandbox.world.guilds.values()][number - 1];
    if (guild === undefined) print('There is no such server; start with --guilds 2.');
    else this.#context = { ...this.#context, in: guild };
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
