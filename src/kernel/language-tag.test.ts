import { expect, it } from 'vitest';
import { nameLanguage, readLanguageTag } from './language-tag.ts';

it('the primary tag of a language is read from a tag, and from nothing else', () => {
  const texts = ['es', 'es-MX', 'EN_us', ' ase ', 'Spanish', 'speaks Spanish', '', null];
  expect(texts.map(readLanguageTag)).toEqual(['es', 'es', 'en', 'ase', null, null, null, null]);
});

it('a language is named by its tag, and a text that is none is left as it is', () => {
  expect(['es', 'en-US', 'ase', 'Spanish'].map(nameLanguage)).toEqual([
    ...['Spanish', 'American English', 'American Sign Language', 'Spanish'],
  ]);
});
