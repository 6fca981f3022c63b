import { describe, expect, it } from 'vitest'
import { formFields } from '../../../domains/competitions/form-fields.ts'
import { mergedDraft, parsedDraft, withoutPersonal } from './draft.ts'
import { mistakesIn } from './form-mistakes.ts'

const label = { 'zh-CN': '', en: '' }
const fields = formFields.parse([
  { kind: 'text', key: 'school', label },
  { kind: 'text', key: 'student', label, personal: true },
  { kind: 'id-document', key: 'document', label, required: false },
])
const tracks = [{ id: 'a' }, { id: 'b' }]

describe('a draft of an entry form', () => {
  it('takes what was typed last, answer by answer', () => {
    const draft = mergedDraft(
      tracks,
      'Ouyang',
      { trackId: 'a', affiliation: 'Jianglan', answers: { school: 'old', student: '1' } },
      { trackId: 'b', answers: { school: 'new' } },
    )
    expect(draft).toEqual({
      trackId: 'b',
      entrantName: 'Ouyang',
      affiliation: 'Jianglan',
      answers: { school: 'new', student: '1' },
    })
  })

  it('chooses the only track there is and forgets one that is gone', () => {
    expect(mergedDraft([{ id: 'a' }], 'O', null, null).trackId).toBe('a')
    expect(mergedDraft(tracks, 'O', { trackId: 'gone' }, null).trackId).toBeNull()
  })

  it('leaves nothing personal on the device', () => {
    const draft = mergedDraft(
      tracks,
      'O',
      {
        answers: { school: 's', student: '1', document: { type: 'passport', number: 'E1' } },
      },
      null,
    )
    expect(withoutPersonal(draft, fields).answers).toEqual({ school: 's' })
  })

  it('is none when the store holds something else', () => {
    expect(parsedDraft('{broken')).toBeNull()
    expect(parsedDraft('7')).toBeNull()
    expect(parsedDraft('{"trackId":7,"entrantName":"O"}')).toEqual({ entrantName: 'O' })
  })

  it('names every answer that is missing by its path', () => {
    const draft = mergedDraft(tracks, ' ', null, null)
    expect(mistakesIn(draft, fields, tracks).map(mistake => mistake.path)).toEqual([
      'trackId',
      'entrantName',
      'answers.school',
      'answers.student',
    ])
  })
})
