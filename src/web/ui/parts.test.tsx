import { describe, expect, it } from 'vitest'
import { html } from '../testing.tsx'
import { LevelPicker } from './answer.tsx'
import { Button } from './button.tsx'
import { Chip } from './chip.tsx'
import { ClockFace, Countdown } from './clock.tsx'
import { Note } from './feedback.tsx'
import { TextField } from './field.tsx'
import { MoneyFigure } from './figure.tsx'
import { Link } from './link.tsx'
import { Movement } from './ranking.tsx'
import { NameSeal, SignSlot } from './seal.tsx'
import { DataTable } from './table.tsx'
import { Pagination, Tabs } from './tabs.tsx'
import { H1 } from './text.tsx'

const nothing = () => undefined

describe('a button', () => {
  it('that is blocked stays in reach and says why', () => {
    const shown = html(<Button why="Waiting for the supervisor">Publish</Button>)
    expect(shown).toContain('aria-disabled="true"')
    expect(shown).not.toContain(' disabled')
    const id = /aria-describedby="([^"]+)"/.exec(shown)?.[1]
    expect(shown).toContain(`id="${id}" class="pl-button-why">Waiting for the supervisor`)
  })

  it('that leads to a page is a link in the reader’s language', () => {
    expect(html(<Button to="/me">Mine</Button>, 'en')).toContain('<a href="/en/me"')
    expect(html(<Link to="/api/results.csv">CSV</Link>)).toContain('href="/api/results.csv"')
    expect(html(<Link to="https://other.example">Other</Link>)).toContain('rel="noopener"')
  })
})

describe('a field', () => {
  it('names its mistake to screen readers', () => {
    const shown = html(<TextField label="Student number" value="1" onChange={nothing} error="12 digits are expected" />)
    const [, input = ''] = /<input([^>]+)>/.exec(shown) ?? []
    expect(input).toContain('aria-invalid="true"')
    const note = /aria-describedby="([^"]+)"/.exec(input)?.[1]
    expect(shown).toContain(`id="${note}"`)
    const id = / id="([^"]+)"/.exec(input)?.[1]
    expect(shown).toContain(`for="${id}"`)
  })

  it('marks what is optional in the reader’s language', () => {
    expect(html(<TextField label="x" value="" onChange={nothing} optional />)).toContain('选填')
    expect(html(<TextField label="x" value="" onChange={nothing} optional />, 'en')).toContain('optional')
  })
})

describe('the clock', () => {
  it.each([
    [4_364_000, 'pl-clock'],
    [598_000, 'pl-clock-low'],
    [42_000, 'pl-clock-last'],
  ])('at %i ms looks like %s', (ms, look) => {
    expect(html(<ClockFace ms={ms} />)).toMatch(
      new RegExp(`class="pl-num pl-clock${look === 'pl-clock' ? '' : ` ${look}`}"`),
    )
  })

  it('counts from the server’s time and tells screen readers once', () => {
    const shown = html(<Countdown endsAt="2026-12-04T06:32:07Z" />)
    expect(shown).toContain('还有 12 天')
    expect(shown).toContain('aria-hidden="true"')
  })
})

describe('figures and marks', () => {
  it('set the sign of money small', () => {
    expect(html(<MoneyFigure amount={{ currency: 'CNY', minor: '8600000' }} />)).toContain(
      '<span class="pl-figure-prefix">¥</span><span>86,000</span>',
    )
  })

  it('say a movement in words', () => {
    expect(html(<Movement places={3} />)).toContain('升 3 名')
    expect(html(<Movement places={-1} />, 'en')).toContain('down 1 place')
  })

  it('show a name seal by its characters and Latin names by initials', () => {
    expect(html(<NameSeal name="汤清扬" />)).toMatch(/汤<.*清<.*扬</)
    expect(html(<NameSeal name="Marta Oliveira" />)).toMatch(/>M<.*>O</)
    expect(html(<SignSlot state="now" name="周慧敏" />)).toContain('等 周慧敏 签字')
  })

  it('break a title by its phrases', () => {
    expect(html(<H1>{'第五届长三角大学生|数据竞赛'}</H1>).match(/pl-phrase/g)).toHaveLength(2)
  })

  it('announce trouble at once and other notes quietly', () => {
    expect(html(<Note kind="bad">x</Note>)).toContain('role="alert"')
    expect(html(<Note>x</Note>)).toContain('role="note"')
    expect(html(<Chip kind="confirmed">ok</Chip>)).toContain('pl-chip-confirmed')
  })
})

describe('a table', () => {
  const table = (
    <DataTable
      caption="Entries"
      rows={[{ id: 'a', name: 'A' }]}
      rowKey={row => row.id}
      rowName={row => row.name}
      sort="-name"
      onSort={nothing}
      selection={{ selected: new Set(['a']), onChange: nothing }}
      onFocusRow={nothing}
      columns={[{ key: 'name', title: 'Name', sort: 'name', rowHead: true, cell: row => row.name }]}
    />
  )

  it('says how it is sorted, what is selected and where the keyboard is', () => {
    const shown = html(table, 'en')
    expect(shown).toContain('aria-sort="descending"')
    expect(shown).toContain('aria-selected="true"')
    expect(shown).toContain('aria-label="Select A"')
    expect(shown).toContain('tabindex="0"')
    expect(shown).toContain('<th scope="row"')
  })
})

describe('places', () => {
  it('mark the open tab and page', () => {
    const tabs = html(
      <Tabs
        label="Queues"
        items={[
          { to: '/a', label: 'A' },
          { to: '/b', label: 'B', count: 1284 },
        ]}
      />,
      'en',
      { address: '/b?page=2' },
    )
    expect(tabs).toContain('href="/en/b" aria-current="page"')
    expect(tabs).toContain('1,284')
    const pages = html(<Pagination page={4} size={36} total={860} to={page => `/x?page=${page}`} />)
    expect(pages).toContain('第 109–144 条，共 860 条')
    expect(pages.match(/aria-current="page"/g)).toHaveLength(1)
  })

  it('offer levels as one group of radios', () => {
    const shown = html(<LevelPicker label="A2" value={2} onChange={nothing} />, 'en')
    expect(shown).toContain('role="radiogroup"')
    expect(shown.match(/checked=""/g)).toHaveLength(1)
  })
})
