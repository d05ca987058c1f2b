import { Recent } from '../../app/recent.js';
import { Cooldown, type CooldownRule } from './cooldown.js';

/** What members may ask of the bot, and how much of it at once. */
export interface AdmissionRules {
  /** For each member; `null` lets everybody ask as fast as they like. */
  readonly cooldown: CooldownRule | null;
  /** Questions that may be unanswered at the same time, of all members together; 1 or more. */
  readonly queue: number;
}

/** What one server has in place of the cooldown for all. */
export interface OwnCooldown {
  readonly guildId: string;
  /** `null` lets its members ask as fast as they like. */
  readonly rule: CooldownRule | null;
}

/** A question that is taken in. */
export interface Admitted {
  readonly admitted: true;
  /** To be called once, when the question is dealt with. */
  readonly done: () => void;
}

/** A question that is not. */
export interface Refused {
  readonly admitted: false;
  /** The member asks too fast, or too many questions of all members are unanswered. */
  readonly reason: 'cooldown' | 'busy';
  /** When to try again, in milliseconds since 1970. */
  readonly retryAt: number;
  /** The same from now. */
  readonly waitMs: number;
  /** Whether the member was told before to wait, and has not waited yet. */
  readonly repeated: boolean;
}

/** Servers whose own cooldown is remembered. */
const GUILDS_MAX = 1000;
/** How long a question takes, as long as none has been measured. */
const FIRST_GUESS_MS = 5_000;
/** A wait that is worth naming, and one that nobody would wait for. */
const WAIT_MIN_MS = 1_000;
const WAIT_MAX_MS = 60_000;
/** Weight of the newest question in the average. */
const NEWEST = 0.2;

/** Decides which questions are taken in. */
export class Admission {
  readonly #cooldown: Cooldown | null;
  readonly #queue: number;
  readonly #now: () => number;
  /** By server. */
  readonly #own = new Recent<{ readonly rule: CooldownRule; readonly cooldown: Cooldown }>(GUILDS_MAX);
  /** Until when somebody need not be told something again. */
  readonly #told = new Recent<number>();
  #running = 0;
  #usualMs = FIRST_GUESS_MS;

  /**
   * @param rules - what members may ask
   * @param now - milliseconds since 1970
   */
  constructor({ cooldown, queue }: AdmissionRules, now: () => number = Date.now) {
    this.#cooldown = cooldown === null ? null : new Cooldown(cooldown);
    this.#queue = queue;
    this.#now = now;
  }

  /** Questions taken in that are not dealt with yet. */
  get running(): number {
    return this.#running;
  }

  /**
   * Takes a question in, or says when to try again.
   * @param userId - who asks
   * @param own - where the server that it is asked in has a cooldown of its own
   */
  admit(userId: string, own?: OwnCooldown): Admitted | Refused {
    const now = this.#now();
    const key = own === undefined ? userId : `${own.guildId} ${userId}`;
    // Looked at first: whom the bot cannot answer has not asked too fast.
    if (this.#running >= this.#queue) return this.#refuse(key, 'busy', this.#busyMs());
    const cooldown = own === undefined ? this.#cooldown : this.#cooldownOf(own);
    const wait = cooldown?.take(userId, now) ?? 0;
    if (wait > 0) return this.#refuse(key, 'cooldown', wait);
    this.#running++;
    return {
      admitted: true,
      done: () => {
        this.#running--;
        this.#usualMs += NEWEST * (Math.max(0, this.#now() - now) - this.#usualMs);
      },
    };
  }

  /** Whoever is being served now will be done in about the time that questions have taken of late. */
  #busyMs(): number {
    return Math.ceil(Math.min(WAIT_MAX_MS, Math.max(WAIT_MIN_MS, this.#usualMs)));
  }

  /** Made anew when the server's rule has changed. */
  #cooldownOf({ guildId, rule }: OwnCooldown): Cooldown | null {
    if (rule === null) return null;
    const known = this.#own.get(guildId);
    const same = known?.rule.questions === rule.questions && known.rule.seconds === rule.seconds;
    const cooldown = same ? known.cooldown : new Cooldown(rule);
    this.#own.set(guildId, { rule, cooldown });
    return cooldown;
  }

  #refuse(key: string, reason: Refused['reason'], waitMs: number): Refused {
    const repeated = !this.tell(key, waitMs);
    return { admitted: false, reason, retryAt: this.#now() + waitMs, waitMs, repeated };
  }

  /**
   * Whether somebody has yet to be told something; notes that they are told it now.
   * @param key - who, and what
   * @param forMs - for how long they need not be told again, in milliseconds
   */
  tell(key: string, forMs: number): boolean {
    const now = this.#now();
    if ((this.#told.get(key) ?? 0) > now) return false;
    this.#told.set(key, now + forMs);
    return true;
  }
}
