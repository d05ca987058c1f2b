import type { Command } from 'commander';
import { type DoctorFinding, type DoctorState, examineSetup } from '../../app/doctor.js';
import { maskSecrets } from '../../app/secrets.js';
import { doctorChecks, doctorFindings, doctorRemedies, doctorStates } from '../../i18n/doctor.js';
import { helpMessages } from '../../i18n/help.js';
import type { Locale } from '../../i18n/locale.js';
import { EXIT } from '../exit-codes.js';
import { addFolderOptions, jsonOption } from '../options.js';
import { Output } from '../output.js';
import type { Runner } from '../run.js';
import type { FolderOptions } from '../session.js';
import { labelled, type Painter, printable } from '../terminal-text.js';

interface Options extends FolderOptions {
  readonly json?: true;
}

const STYLES = { ok: 'good', warn: 'warning', fail: 'bad' } as const satisfies Record<
  DoctorState,
  keyof Painter
>;

/** `doctor`: examines the set-up, and fails when something in it does. */
export function addDoctorCommand(program: Command, { locale, parts, run }: Runner): void {
  addFolderOptions(program.command('doctor'), locale)
    .description(helpMessages.doctor[locale])
    .addOption(jsonOption(locale))
    .action(
      run(async ({ content, index, json }: Options) => {
        // Without a session: that needs valid settings, and invalid ones are among what is looked for.
        const output = new Output(parts.streams);
        const findings = examineSetup({
          loadSettings: () => parts.loadSettings({ contentDir: content, indexDir: index }),
          openEmbedder: parts.openEmbedder,
          checkDiscord: parts.discord.check,
        });
        let failed = false;
        for await (const finding of findings) {
          failed ||= finding.state === 'fail';
          const { message, remedy } = sentences(finding, json === true ? 'en' : locale);
          if (json === true) {
            const { check, state, code } = finding;
            await output.json({ check, state, code, message, remedy: remedy ?? null });
          } else {
            await output.line(renderFinding(finding, { message, remedy }, { locale, paint: output.paint }));
          }
        }
        return failed ? EXIT.failed : EXIT.ok;
      }),
    );
}

interface Sentences {
  readonly message: string;
  readonly remedy: string | undefined;
}

function sentences(finding: DoctorFinding, locale: Locale): Sentences {
  if ('message' in finding) {
    return { message: maskSecrets(finding.message), remedy: finding.remedy };
  }
  const { code, detail, count } = finding;
  const remedy =
    code in doctorRemedies ? doctorRemedies[code as keyof typeof doctorRemedies][locale] : undefined;
  return { message: maskSecrets(doctorFindings[code][locale](detail, count)), remedy };
}

function renderFinding(
  { check, state }: DoctorFinding,
  { message, remedy }: Sentences,
  { locale, paint }: { readonly locale: Locale; readonly paint: Painter },
): string {
  const opening = paint[STYLES[state]](doctorStates[state][locale]);
  const body = printable(message).trimEnd().replaceAll('\n', '\n      ');
  const lines = [`${opening}  ${labelled(doctorChecks[check][locale], body, locale)}`];
  if (remedy !== undefined) lines.push(`      → ${printable(remedy)}`);
  return lines.join('\n');
}
