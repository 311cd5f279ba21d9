import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRunTogether, layOut } from './document-layout.ts';

describe('the layout of a document', () => {
  it('indents XML by its elements', () => {
    expect(layOut('<a><b x="1"><c>t</c></b><d/></a>', 'xml')).toBe(
      ['<a>', '  <b x="1">', '    <c>t</c>', '  </b>', '  <d/>', '</a>'].join('\n'),
    );
  });

  it('indents JSON and leaves strings alone', () => {
    expect(layOut('{"a":[1,"x, {y}"]}', 'json')).toBe('{\n  "a": [\n    1,\n    "x, {y}"\n  ]\n}');
  });

  it('gives JSON that means the same', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(layOut(text, 'json'))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is offered only for text that came in one piece', () => {
    expect(isRunTogether('x'.repeat(500), 'xml')).toBe(true);
    expect(isRunTogether('x'.repeat(500), 'hl7v2')).toBe(false);
    expect(isRunTogether('<a>\n<b/>\n</a>', 'xml')).toBe(false);
  });
});
