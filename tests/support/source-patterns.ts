import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

/** A regular expression of the sources, with where it stands. */
export interface LocatedPattern {
  /** `folder/file.ts:line`. */
  readonly place: string;
  readonly pattern: RegExp;
}

/** What stands in the sources. */
export interface SourcePatterns {
  readonly patterns: readonly LocatedPattern[];
  /** Calls of `new RegExp` whose pattern is not put together from constants. */
  readonly unknown: readonly string[];
}

/** Every regular expression of a folder of sources: literals, and those that are built from constant strings. */
export function findPatterns(folder: string): SourcePatterns {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const patterns: LocatedPattern[] = [];
  const unknown: string[] = [];
  for (const file of files) {
    const source = parse(path.join(folder, file));
    const visit = (node: ts.Node): void => {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const place = `${file}:${line}`;
      if (ts.isRegularExpressionLiteral(node)) patterns.push({ place, pattern: literal(node) });
      if (isConstruction(node)) {
        const built = construct(node);
        patterns.push(...built.map((pattern) => ({ place, pattern })));
        if (built.length === 0) unknown.push(place);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { patterns, unknown };
}

const parsed = new Map<string, ts.SourceFile>();

function parse(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

function literal({ text }: ts.RegularExpressionLiteral): RegExp {
  const at = text.lastIndexOf('/');
  return new RegExp(text.slice(1, at), text.slice(at + 1));
}

type Construction = ts.NewExpression | ts.CallExpression;

/** `new RegExp(…)`, and the same without `new`. */
function isConstruction(node: ts.Node): node is Construction {
  const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
  return isCall && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp';
}

/** The expressions that a construction can give; none where that is not known. */
function construct({ arguments: given }: Construction): RegExp[] {
  const [source, flags] = given ?? [];
  const sources = source === undefined ? null : valuesOf(source);
  const flag = flags === undefined ? [''] : valuesOf(flags);
  return (sources ?? []).flatMap((text) => (flag ?? []).map((letters) => new RegExp(text, letters)));
}

/** The strings that an expression can be, `null` where it is not put together from constants. */
function valuesOf(node: ts.Expression): string[] | null {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return [node.text];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return valuesOf(node.expression);
  if (ts.isTemplateExpression(node)) return template(node, (part) => part.text);
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'String.raw') return rawTemplate(node);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return joined([valuesOf(node.left), valuesOf(node.right)]);
  }
  if (ts.isIdentifier(node)) return valuesOfName(node);
  if (ts.isCallExpression(node)) return valuesOfCall(node);
  return null;
}

/** Every way to join one string of each. */
function joined(parts: readonly (readonly string[] | null)[]): string[] | null {
  return parts.reduce<string[] | null>(
    (all, part) =>
      all === null || part === null ? null : all.flatMap((before) => part.map((text) => before + text)),
    [''],
  );
}

type TemplatePart = ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

function template(node: ts.TemplateExpression, read: (part: TemplatePart) => string): string[] | null {
  const spans = node.templateSpans.flatMap((span) => [valuesOf(span.expression), [read(span.literal)]]);
  return joined([[read(node.head)], ...spans]);
}

function rawTemplate({ template: node }: ts.TaggedTemplateExpression): string[] | null {
  // Without the backtick or brace before it, and the backtick or `${` after it.
  const raw = (part: ts.Node): string =>
    part
      .getText()
      .slice(1)
      .replace(/(?:`|\$\{)$/u, '');
  return ts.isTemplateExpression(node) ? template(node, raw) : [raw(node)];
}

/** `'…'.replace('…', '…')` and `[…].join('…')`. */
function valuesOfCall({ expression, arguments: given }: ts.CallExpression): string[] | null {
  if (!ts.isPropertyAccessExpression(expression)) return null;
  const [from, to] = given.map((argument) => valuesOf(argument)?.[0]);
  const { name, expression: owner } = expression;
  if (name.text === 'join' && ts.isArrayLiteralExpression(owner) && from !== undefined) {
    return joined(owner.elements.flatMap((item, i) => [i === 0 ? [''] : [from], valuesOf(item)]));
  }
  if (name.text !== 'replace' || from === undefined || to === undefined) return null;
  return valuesOf(owner)?.map((text) => text.replace(from, to)) ?? null;
}

/** The strings of a constant of its file or of another that it imports, and of an item of a constant list. */
function valuesOfName(name: ts.Identifier): string[] | null {
  return valuesOfItem(name) ?? valuesOfConstant(name.getSourceFile(), name.text);
}

function valuesOfConstant(source: ts.SourceFile, name: string): string[] | null {
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      const declared = statement.declarationList.declarations.find(({ name: own }) => own.getText() === name);
      if (declared?.initializer !== undefined) return valuesOf(declared.initializer);
    }
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const imported = importedName(statement, name);
      const file = path.resolve(
        source.fileName,
        '..',
        statement.moduleSpecifier.text.replace(/\.js$/u, '.ts'),
      );
      if (imported !== null) return valuesOfConstant(parse(file), imported);
    }
  }
  return null;
}

/** What a name is called in the file that it is imported from. */
function importedName({ importClause }: ts.ImportDeclaration, name: string): string | null {
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return null;
  const found = bindings.elements.find((element) => element.name.text === name);
  return found === undefined ? null : (found.propertyName ?? found.name).text;
}

/** The items of `[…]` where a name is the parameter of `[…].map((name) => …)`. */
function valuesOfItem(name: ts.Identifier): string[] | null {
  const owner = ts.findAncestor(name, ts.isArrowFunction);
  if (owner?.parameters[0]?.name.getText() !== name.text) return null;
  const call = owner.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return null;
  const list = call.expression.expression;
  if (call.expression.name.text !== 'map' || !ts.isArrayLiteralExpression(list)) return null;
  const items = list.elements.map(valuesOf);
  return items.every((item) => item !== null) ? items.flat() : null;
}
