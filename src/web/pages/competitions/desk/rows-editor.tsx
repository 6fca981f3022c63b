import type { ReactNode } from 'react'
import { Button, IconButton } from '../../../ui/button.tsx'
import { useText } from './words.ts'

/** A list that is written row by row: change, move up, take out, add. */
export const RowsEditor = <Item,>({
  items,
  onChange,
  render,
  blank,
  add,
  name,
  fixed,
}: {
  items: readonly Item[]
  onChange: (items: Item[]) => void
  render: (item: Item, change: (item: Item) => void, index: number) => ReactNode
  blank: (count: number) => Item
  add: string
  /** Says a row aloud at its buttons. */
  name: (item: Item, index: number) => string
  /** Order does not matter, so nothing moves. */
  fixed?: boolean
}) => {
  const t = useText()
  return (
    <div className="rows-editor">
      <ol>
        {items.map((item, index) => (
          // Rows have no identity but their place while they are written.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <div className="rows-editor-matter">
              {render(item, next => onChange(items.map((one, at) => (at === index ? next : one))), index)}
            </div>
            <div className="rows-editor-acts">
              {!fixed && (
                <IconButton
                  icon="arrow-up"
                  size="s"
                  label={t('rows.up', { name: name(item, index) })}
                  disabled={index === 0}
                  onClick={() => onChange(swapped(items, index))}
                />
              )}
              <IconButton
                icon="trash"
                size="s"
                label={t('rows.remove', { name: name(item, index) })}
                onClick={() => onChange(items.filter((_, at) => at !== index))}
              />
            </div>
          </li>
        ))}
      </ol>
      <Button size="s" icon="plus" onClick={() => onChange([...items, blank(items.length)])}>
        {add}
      </Button>
    </div>
  )
}

const swapped = <Item,>(items: readonly Item[], index: number): Item[] => {
  const next = [...items]
  const [above, here] = [items[index - 1], items[index]]
  if (above !== undefined && here !== undefined) {
    next[index - 1] = here
    next[index] = above
  }
  return next
}
