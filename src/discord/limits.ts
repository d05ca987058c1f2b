/**
 * Discord's limits on what a bot sends, in characters unless said otherwise. Counted here in UTF-16 code
 * units, which are never fewer than the characters Discord counts. Source: Discord's developer documentation,
 * “Message”, “Embed limits” and “Application commands”.
 */
export const LIMITS = {
  content: 2000,
  embedsPerMessage: 10,
  /** Over all titles, descriptions, fields, footers and author names of one message. */
  embedTotal: 6000,
  embedTitle: 256,
  embedDescription: 4096,
  embedFooter: 2048,
  embedUrl: 2048,
  rowsPerMessage: 5,
  buttonsPerRow: 5,
  buttonLabel: 80,
  customId: 100,
  menuOptions: 25,
  menuPlaceholder: 150,
  menuLabel: 100,
  menuDescription: 100,
  /** Choices offered by one autocompletion. */
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  threadName: 100,
  /** Bytes of one file, in a server without boosts. */
  fileBytes: 10 * 1024 * 1024,
} as const;
