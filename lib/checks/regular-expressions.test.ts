import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { describe, expect, it, vi } from 'vitest';

// The judge in JavaScript: the same verdict on every machine, and no process beside.
vi.stubEnv('RECHECK_SYNC_BACKEND', 'pure');

/** This room, whose expressions meet drafts: text a stranger may have written. */
const ROOM = fileURLToPath(new URL('.', import.meta.url));

interface Expression {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression literal of a file, read from its syntax tree. */
function expressionsOf(file: string): Expression[] {
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(ROOM, file), 'utf8'), ts.ScriptTarget.Latest));
  return found;
}

const shipped = readdirSync(ROOM, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(test|test-data|d)\.ts$/.test(name))
  .sort()
  .flatMap((name) => expressionsOf(name));

describe('regular expressions that meet drafts', () => {
  it('are found', () => {
    expect(shipped.length).toBeGreaterThan(15);
  });

  it.each(shipped)('$file: $source is safe', { timeout: 90_000 }, ({ source, flags }) => {
    const verdict = checkSync(source, flags, { timeout: 60_000 });
    expect(verdict.status).toBe('safe');
  });

  it('are judged by a judge that knows a bad one', () => {
    expect(checkSync('^(a+)+$', '').status).toBe('vulnerable');
  });
});
