import { describe, expect, it } from 'vitest'
import type { Prize } from '../competitions/index.ts'
import type { FinalPlace } from '../standings/index.ts'
import { prizeWinners } from './grant-awards.ts'

const place = (entryId: string, rank: number | null, trackId: string | null = null): FinalPlace => ({
  entryId,
  personId: null,
  entrantName: entryId,
  trackId,
  category: trackId ?? '',
  rank,
  total: null,
})
const prize = (id: string, fromRank: number, toRank: number, trackId: string | null = null): Prize => ({
  id,
  competitionId: 'c',
  trackId,
  name: { 'zh-CN': id, en: id },
  fromRank,
  toRank,
  amount: { currency: 'CNY', minor: 0n },
  extra: { 'zh-CN': '', en: '' },
})
const won = (places: FinalPlace[], prizes: Prize[]): string[] =>
  prizeWinners(places, prizes).flatMap(one => (one.prize ? [`${one.place.entryId} ${one.prize.id}`] : []))

describe('who wins what', () => {
  const prizes = [prize('first', 1, 1), prize('second', 2, 3)]

  it('gives prizes by rank, both ends included', () => {
    expect(won([place('a', 1), place('b', 2), place('c', 3), place('d', 4)], prizes)).toEqual([
      'a first',
      'b second',
      'c second',
    ])
  })

  it('gives a shared rank the prize of that rank to everybody, and skips the ranks used up', () => {
    expect(won([place('a', 1), place('b', 1), place('c', 3)], prizes)).toEqual(['a first', 'b first', 'c second'])
    expect(won([place('a', 1), place('b', 2), place('c', 3), place('d', 3), place('e', 5)], prizes)).toEqual([
      'a first',
      'b second',
      'c second',
      'd second',
    ])
  })

  it('counts a mean rank as the place it rounds up to', () => {
    expect(won([place('a', 1.5), place('b', 1.5), place('c', 3)], prizes)).toEqual(['a second', 'b second', 'c second'])
  })

  it('keeps a track’s prize in its track and gives a common prize in every track', () => {
    const places = [place('a', 1, 'x'), place('b', 1, 'y')]
    expect(won(places, [prize('common', 1, 1), prize('x only', 1, 1, 'x')])).toEqual([
      'a common',
      'a x only',
      'b common',
    ])
  })

  it('gives the unranked nothing, not even participation', () => {
    expect(prizeWinners([place('a', null)], prizes)).toEqual([])
    expect(prizeWinners([place('a', 9)], prizes)).toMatchObject([{ prize: null }])
  })
})
