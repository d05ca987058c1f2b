import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { matchPath, API_ROOT } from '../../src/sandbox/http.js';
import type { RecordedRequest } from '../../src/sandbox/recorded.js';

/** Discord's own description of its HTTP API; not part of the project. */
const DESCRIPTION = path.resolve(import.meta.dirname, '../../../shared/discord/openapi.json');

/** Whether the description is there to check against. */
export const hasOpenApi = existsSync(DESCRIPTION);

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: { readonly type?: string };
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const ROOT = 'discord';

/** Checks requests, and what they were answered, against Discord's OpenAPI description. */
export class OpenApiCheck {
  readonly #description: Description;
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor() {
    this.#description = JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as Description;
    // Not strict: the description has keywords of its own. Unions give an error per member; one is enough.
    this.#ajv = new Ajv2020({ strict: false, allErrors: false });
    // Exported as a function and, for the types, as a module with a default.
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.#ajv);
    for (const format of ['snowflake', 'nonce']) this.#ajv.addFormat(format, true);
    this.#ajv.addSchema(this.#description, ROOT);
  }

  /** What is wrong with a request: nothing, or a line per fault. */
  request(request: RecordedRequest): string[] {
    const where = `${request.method} ${request.path}`;
    const found = this.#operation(request);
    if (found === null) return [`${where}: there is no such operation`];
    const { operation, params, pathItem, pointer } = found;
    const known = [...((pathItem.parameters ?? []) as Parameter[]), ...(operation.parameters ?? [])];
    return [
      ...this.#parameterFaults(known, params, request.query),
      ...this.#bodyFaults(operation, pointer, request),
    ].map((fault) => `${where}: ${fault}`);
  }

  /** What is wrong with a successful answer. */
  response(request: RecordedRequest): string[] {
    const found = this.#operation(request);
    if (found === null || request.status >= 300) return [];
    const where = `${request.method} ${request.path} gave ${request.status}`;
    const described = found.operation.responses[String(request.status)];
    if (described === undefined) return [`${where}: no such answer is described`];
    if (described.content === undefined) return [];
    const pointer = `${found.pointer}/responses/${request.status}/content/application~1json/schema`;
    return this.#schemaFaults(pointer, request.response).map((fault) => `${where}: ${fault}`);
  }

  #operation({ method, path: full }: RecordedRequest): {
    operation: Operation;
    params: Readonly<Record<string, string>>;
    pathItem: Readonly<Record<string, unknown>>;
    pointer: string;
  } | null {
    if (!full.startsWith(`${API_ROOT}/`)) return null;
    // A path that is written out goes before one with names in it.
    const templates = Object.keys(this.#description.paths).sort((a, b) => count(a) - count(b));
    for (const template of templates) {
      const params = matchPath(template, full.slice(API_ROOT.length));
      const pathItem = this.#description.paths[template] ?? {};
      const operation = pathItem[method.toLowerCase()] as Operation | undefined;
      if (params === null || operation === undefined) continue;
      const pointer = `/paths/${template.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}`;
      return { operation, params, pathItem, pointer };
    }
    return null;
  }

  #parameterFaults(
    known: readonly Parameter[],
    params: Readonly<Record<string, string>>,
    query: Readonly<Record<string, string>>,
  ): string[] {
    const unknown = Object.keys(query).filter(
      (name) => !known.some((p) => p.in === 'query' && p.name === name),
    );
    return [
      ...unknown.map((name) => `there is no query parameter ${name}`),
      ...known.flatMap(({ name, in: place, required, schema }) => {
        const value = place === 'path' ? params[name] : query[name];
        if (value === undefined)
          return required === true ? [`the ${place} parameter ${name} is missing`] : [];
        return this.#valueFaults(schema, fromText(value, schema.type)).map((fault) => `${name}: ${fault}`);
      }),
    ];
  }

  #bodyFaults(
    operation: Operation,
    pointer: string,
    { contentType, body, files }: RecordedRequest,
  ): string[] {
    const { requestBody } = operation;
    if (contentType === null) return requestBody?.required === true ? ['the body is missing'] : [];
    if (requestBody?.content[contentType] === undefined) return [`${contentType} is not accepted`];
    const type = contentType.replace('/', '~1');
    const parts = Object.fromEntries(files.map(({ field }) => [field, '']));
    const sent = files.length > 0 ? { ...(body as object), ...parts } : body;
    return this.#schemaFaults(`${pointer}/requestBody/content/${type}/schema`, sent);
  }

  #schemaFaults(pointer: string, value: unknown): string[] {
    const reference = `${ROOT}#${pointer.split('/').map(encodeURIComponent).join('/')}`;
    return this.#faults(reference, { $ref: reference }, value);
  }

  #valueFaults(schema: object, value: unknown): string[] {
    const text = JSON.stringify(schema).replaceAll('"#/', `"${ROOT}#/`);
    return this.#faults(text, JSON.parse(text) as object, value);
  }

  #faults(key: string, schema: object, value: unknown): string[] {
    const validate = this.#compiled.get(key) ?? this.#ajv.compile(schema);
    this.#compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message = 'is wrong' }) =>
        `${instancePath === '' ? 'the body' : instancePath} ${message}`,
    );
  }
}

function count(template: string): number {
  return template.split('{').length;
}

/** A value of a path or query as the type that its schema names. */
function fromText(value: string, type: string | undefined): unknown {
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return type === 'integer' || type === 'number' ? Number(value) : value;
}
