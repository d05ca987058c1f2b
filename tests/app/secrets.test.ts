import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../src/app/secrets.js';

const token = `${'M'.repeat(26)}.${'G'.repeat(6)}.${'x'.repeat(38)}`;

describe('maskSecrets', () => {
  it('masks what looks like a Discord token', () => {
    expect(maskSecrets(`Authorization: Bot ${token}, refused`)).toBe('Authorization: Bot [secret], refused');
  });

  it('masks passwords in addresses', () => {
    expect(maskSecrets('via http://me:hunter2@proxy:80/x')).toBe('via http://[secret]@proxy:80/x');
  });

  it('masks the secrets it is told of, whatever they look like', () => {
    expect(maskSecrets('a.b is the token', ['a.b', ''])).toBe('[secret] is the token');
  });

  it('leaves ordinary text alone', () => {
    const text = '2021-07-13T20:59:04+08:00 https://example.org:8080/a@b 增长28.1%。 v1.2.3';
    expect(maskSecrets(text)).toBe(text);
  });
});
