import './credentials.css'
import { useId, useState } from 'react'
import { readCredential, verifyFile } from '../../../domains/credentials/contract.ts'
import { viewOf } from '../../page.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Section, Wrap } from '../../ui/layout.tsx'
import { useGo } from '../../ui/link.tsx'
import { H1, Lead, Mono } from '../../ui/text.tsx'
import { FileVerdict } from './file-verdict.tsx'
import { useText } from './verdict.tsx'

/** Bytes as base64, in pieces: a spread of a whole file would overflow the stack. */
const base64Of = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

const NumberForm = () => {
  const t = useText()
  const go = useGo()
  const id = useId()
  const [typed, setTyped] = useState('')
  const look = useCommand(readCredential, { onSuccess: found => go(`/certificates/${found.number}`) })
  return (
    <form
      className="credentials-form"
      onSubmit={event => {
        event.preventDefault()
        if (typed.trim() !== '') look.mutate({ params: { number: typed.trim() } })
      }}
    >
      <label className="pl-hidden" htmlFor={id}>
        {t('check.number')}
      </label>
      <input
        id={id}
        className="pl-input pl-mono"
        value={typed}
        onChange={event => setTyped(event.target.value)}
        placeholder="PL-2026-7F3A-QX41-9KDM"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        aria-describedby={`${id}-help`}
      />
      <Button variant="ink" type="submit" busy={look.isPending}>
        {look.isPending ? t('check.reading') : t('check.submit')}
      </Button>
      <p className="pl-hint credentials-help" id={`${id}-help`}>
        {t('check.numberHelp')}
      </p>
      <div className="credentials-refusal">
        <RefusalNote error={look.error} />
      </div>
    </form>
  )
}

const FilePicker = ({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) => {
  const t = useText()
  const id = useId()
  const [over, setOver] = useState(false)
  return (
    <div
      className={over ? 'credentials-drop is-over' : 'credentials-drop'}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      }}
    >
      <input
        id={id}
        type="file"
        className="pl-hidden"
        accept=".json,.png,.svg,application/json,image/png,image/svg+xml"
        disabled={busy}
        onChange={event => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
      <label className="pl-button" htmlFor={id}>
        <Icon name="upload" />
        {busy ? t('check.reading') : t('check.choose')}
      </label>
      <span className="pl-hint">{t('check.fileHelp')}</span>
    </div>
  )
}

export const view = viewOf('/certificates', {
  head: ({ locale }) => {
    const t = useText.in(locale)
    return { title: t('check.title'), description: t('check.description') }
  },
  Page: () => {
    const t = useText()
    const check = useCommand(verifyFile)
    return (
      <Wrap className="credentials">
        <div className="credentials-top">
          <H1>{t('check.title')}</H1>
          <Lead>{t('check.lead')}</Lead>
        </div>
        <NumberForm />
        <FilePicker
          busy={check.isPending}
          onFile={file => void base64Of(file).then(base64 => check.mutate({ body: { base64 } }))}
        />
        <RefusalNote error={check.error} />
        {check.data && (
          <div className="credentials-result">
            <FileVerdict data={check.data} />
          </div>
        )}
        <Section title={t('check.how')}>
          <div className="credentials-how">
            <p>{t('check.howPaper')}</p>
            <p>{t('check.howSigned')}</p>
            <p>{t.rich('check.howSelf', { code: inner => <Mono>{inner}</Mono> })}</p>
          </div>
        </Section>
      </Wrap>
    )
  },
})
