import { type ReactNode, useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { Button } from './button.tsx'

const put = async (text: string): Promise<void> => {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text)
    return
  }
  // Over plain HTTP the clipboard is withheld; the old way still works from a click.
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

/** A value with a button that copies it: codes, links, hashes. */
export const Copy = ({ text, children }: { text: string; children?: ReactNode }) => {
  const t = useWords()
  const [done, setDone] = useState(false)
  return (
    <span className="pl-copy">
      {children ?? <span className="pl-mono pl-ellipsis">{text}</span>}
      <Button
        size="s"
        variant="quiet"
        icon={done ? 'check' : 'copy'}
        onClick={() => {
          void put(text).then(() => setDone(true))
        }}
      >
        <span role="status">{t(done ? 'action.copied' : 'action.copy')}</span>
      </Button>
    </span>
  )
}
