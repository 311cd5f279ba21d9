import { describe, expect, it } from 'vitest';
import { completeMention, listMentioned, offerMentions } from './mention-text.ts';

const people = [{ name: 'Clara Nguyen' }, { name: 'Vera Lindqvist' }, { name: 'Clara Nguyen-Ortiz' }];
const namesOf = (found: readonly { readonly name: string }[]): readonly string[] => found.map(({ name }) => name);

describe('mentions in a text', () => {
  it('are the names behind an @, in any case', () => {
    expect(namesOf(listMentioned('Please look, @vera lindqvist', people))).toEqual(['Vera Lindqvist']);
    expect(listMentioned('Vera Lindqvist called', people)).toEqual([]);
  });

  it('are not those of a person whose name another begins with', () => {
    expect(namesOf(listMentioned('@Clara Nguyen-Ortiz knows', people))).toEqual(['Clara Nguyen-Ortiz']);
    expect(namesOf(listMentioned('@Clara Nguyen-Ortiz and @Clara Nguyen', people))).toHaveLength(2);
  });

  it('are offered by the beginning of any word of the name', () => {
    expect(namesOf(offerMentions('ask @lin', people))).toEqual(['Vera Lindqvist']);
    expect(namesOf(offerMentions('@', people))).toHaveLength(3);
    expect(offerMentions('mail to a@lin', people)).toEqual([]);
    expect(offerMentions('@Vera Lindqvist ', people)).toEqual([]);
  });

  it('are completed in place', () => {
    expect(completeMention('ask @lin', { name: 'Vera Lindqvist' })).toBe('ask @Vera Lindqvist ');
  });
});
