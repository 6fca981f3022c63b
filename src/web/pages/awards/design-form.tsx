import { useState } from 'react'
import { awardsDesk, previewCertificate, saveDesign } from '../../../domains/awards/contract.ts'
import { addressOf } from '../../call.ts'
import { useCommand } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Saved } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/field.tsx'
import { BilingualField, Form } from '../../ui/form.tsx'
import { H3, Mono, Muted } from '../../ui/text.tsx'
import type { Desk } from './desk-page.tsx'
import { useText } from './text.ts'

type Design = Desk['design']
const empty = { 'zh-CN': '', en: '' }
const placeholders = [
  '{name}',
  '{award}',
  '{competition}',
  '{track}',
  '{rank}',
  '{entries}',
  '{score}',
  '{date}',
  '{organisation}',
]

/** Texts and signatures of the certificate, beside the paper as it would be printed. Brand and seal are the organisation's. */
export const DesignForm = ({ desk, competitionId }: { desk: Desk; competitionId: string }) => {
  const t = useText()
  const [design, setDesign] = useState<Design>(desk.design)
  const [name, setName] = useState('')
  const [shown, setShown] = useState({ name: '', version: 0 })
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const save = useCommand(saveDesign, {
    invalidates: [awardsDesk],
    onSuccess: reply => {
      setSavedAt(reply.savedAt)
      setShown(current => ({ name, version: current.version + 1 }))
    },
  })
  const set = (change: Partial<Design>) => setDesign(current => ({ ...current, ...change }))
  const paper = addressOf(previewCertificate, {
    params: { competitionId },
    query: shown.name.trim() ? { name: shown.name.trim() } : {},
  })
  const setSignatory = (index: number, change: Partial<Design['signatories'][number]>) =>
    set({ signatories: design.signatories.map((one, at) => (at === index ? { ...one, ...change } : one)) })
  if (!desk.can.design) return null
  return (
    <section className="awards-design">
      <div>
        <H3>{t('design.title')}</H3>
        <Form
          error={save.error}
          label={t('design.title')}
          onSubmit={() => save.mutate({ params: { competitionId }, body: design })}
        >
          <BilingualField
            label={t('design.heading')}
            value={design.title}
            onChange={title => set({ title })}
            maxLength={80}
            name="title"
          />
          <BilingualField
            label={t('design.scope')}
            value={design.scope}
            onChange={scope => set({ scope })}
            maxLength={200}
            name="scope"
          />
          <BilingualField
            label={t('design.body')}
            value={design.body}
            onChange={body => set({ body })}
            rows={4}
            maxLength={600}
            name="body"
          />
          <Muted size={13}>
            {t('design.placeholders')} <Mono>{placeholders.join(' ')}</Mono>
          </Muted>
          {design.signatories.map((signatory, index) => (
            // Signatories have no name of their own until it is typed; they keep their places.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className="awards-signatory">
              <BilingualField
                label={t('design.signatory', { number: index + 1 })}
                value={signatory.name}
                onChange={value => setSignatory(index, { name: value })}
                maxLength={80}
              />
              <BilingualField
                label={t('design.role')}
                value={signatory.role}
                onChange={value => setSignatory(index, { role: value })}
                maxLength={80}
              />
              <Button
                size="s"
                variant="quiet"
                onClick={() => set({ signatories: design.signatories.filter((_, at) => at !== index) })}
              >
                {t('design.removeSignatory')}
              </Button>
            </div>
          ))}
          <div className="awards-acts">
            {design.signatories.length < 3 && (
              <Button
                icon="plus"
                onClick={() => set({ signatories: [...design.signatories, { name: empty, role: empty }] })}
              >
                {t('design.addSignatory')}
              </Button>
            )}
            <Button variant="ink" type="submit" busy={save.isPending}>
              {t('design.save')}
            </Button>
            {savedAt && <Saved state={{ kind: 'saved', at: savedAt }} />}
          </div>
        </Form>
      </div>
      <div>
        <H3>{t('design.paper')}</H3>
        <iframe
          key={shown.version}
          className="awards-paper"
          src={`${paper}#toolbar=0&view=FitH`}
          title={t('design.paper')}
          loading="lazy"
        />
        <form
          onSubmit={event => {
            event.preventDefault()
            setShown(current => ({ name, version: current.version + 1 }))
          }}
        >
          <TextField
            label={t('design.name')}
            help={t('design.nameHelp')}
            value={name}
            onChange={setName}
            maxLength={60}
            optional
          />
          <div className="awards-acts">
            <Button type="submit">{t('design.show')}</Button>
            <Button variant="quiet" icon="download" to={paper}>
              {t('design.openPdf')}
            </Button>
          </div>
        </form>
        <p className="pl-muted pl-small">{t('design.note')}</p>
      </div>
    </section>
  )
}
