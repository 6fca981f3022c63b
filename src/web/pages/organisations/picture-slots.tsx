import { useState } from 'react'
import { changeBrand, readOrganisationBySlug } from '../../../domains/organisations/contract.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Section } from '../../ui/layout.tsx'
import { NameSeal } from '../../ui/seal.tsx'
import { UploadRow, useUpload } from '../../ui/upload.tsx'
import { bandStyle } from './brand-style.ts'
import { useText } from './text.ts'
import type { Desk } from './types.ts'

const slots = {
  logo: { purpose: 'organisation-logo', field: 'logoFileId' },
  picture: { purpose: 'organisation-picture', field: 'pictureFileId' },
  seal: { purpose: 'organisation-seal', field: 'sealFileId' },
} as const

type SlotName = keyof typeof slots

const PictureSlot = ({ name, organisation, onSaved }: { name: SlotName; organisation: Desk; onSaved: () => void }) => {
  const t = useText()
  const { purpose, field } = slots[name]
  const current = organisation[name]
  const save = useCommand(changeBrand, { invalidates: [readOrganisationBySlug], onSuccess: onSaved })
  const set = (fileId: string | null) =>
    save.mutate({
      params: { organisationId: organisation.id },
      body: { revision: organisation.revision, [field]: fileId },
    })
  const { uploads, add } = useUpload({
    endpoint: '/api/uploads',
    metadata: () => ({ purpose, organisationId: organisation.id }),
    onDone: ({ fileId }) => set(fileId),
  })
  const under = uploads.filter(upload => upload.state.kind !== 'done')
  const editable = organisation.may.includes('organisation.manage')
  return (
    <div className="organisations-slot">
      <span className={`organisations-picture${current ? '' : ' is-empty'}`}>
        {current ? <img src={current.url} alt={t(`slots.${name}`)} /> : <Icon name="plus" />}
      </span>
      <span>
        <b>{t(`slots.${name}`)}</b>
        <small>{t(`slots.${name}Note`)}</small>
      </span>
      {editable && (
        <span className="organisations-row-acts">
          <label className="organisations-pick pl-link pl-small">
            {t(current ? 'slots.replace' : 'slots.add')}
            <input
              type="file"
              accept=".png,.jpg,.jpeg,.webp"
              aria-label={`${t(current ? 'slots.replace' : 'slots.add')}: ${t(`slots.${name}`)}`}
              onChange={event => {
                void add([...(event.target.files ?? [])])
                event.target.value = ''
              }}
            />
          </label>
          {current && (
            <button type="button" className="pl-link pl-small" onClick={() => set(null)}>
              {t('slots.remove')}
            </button>
          )}
        </span>
      )}
      {under.map(upload => (
        <div key={upload.id} style={{ gridColumn: '1 / -1' }}>
          <UploadRow
            name={upload.name}
            bytes={upload.bytes}
            state={upload.state}
            onPause={upload.pause}
            onResume={upload.resume}
            onRemove={upload.remove}
          />
        </div>
      ))}
      {save.error && (
        <div style={{ gridColumn: '1 / -1' }}>
          <RefusalNote error={save.error} />
        </div>
      )}
    </div>
  )
}

const SealText = ({ organisation, onSaved }: { organisation: Desk; onSaved: () => void }) => {
  const t = useText()
  const [text, setText] = useState(organisation.sealText ?? '')
  const save = useCommand(changeBrand, { invalidates: [readOrganisationBySlug], onSuccess: onSaved })
  const changed = text.trim() !== (organisation.sealText ?? '')
  return (
    <div className="organisations-slot">
      <span className="organisations-picture">{text.trim() && <NameSeal name={text.trim()} size={52} />}</span>
      <TextField
        label={t('slots.sealText')}
        help={t('slots.sealTextNote')}
        value={text}
        onChange={setText}
        maxLength={9}
        disabled={!organisation.may.includes('organisation.manage')}
      />
      <Row>
        {changed && (
          <Button
            size="s"
            busy={save.isPending}
            onClick={() =>
              save.mutate({
                params: { organisationId: organisation.id },
                body: { revision: organisation.revision, sealText: text.trim() || null },
              })
            }
          >
            {t('save')}
          </Button>
        )}
      </Row>
      {save.error && <RefusalNote error={save.error} />}
    </div>
  )
}

/** Where an organisation's pictures and names appear; each is replaced in its place. */
export const PictureSection = ({ organisation, onSaved }: { organisation: Desk; onSaved: () => void }) => {
  const t = useText()
  return (
    <Section title={t('slots.title')} note={t('slots.note')}>
      <div className="organisations-slots">
        <PictureSlot name="logo" organisation={organisation} onSaved={onSaved} />
        <div className="organisations-slot">
          <span className="organisations-picture">
            <span className="organisations-band" style={{ width: 60, height: 12, ...bandStyle(organisation.colour) }} />
          </span>
          <span>
            <b>{t('slots.band')}</b>
            <small>{t('slots.bandNote')}</small>
          </span>
          <span />
        </div>
        <PictureSlot name="picture" organisation={organisation} onSaved={onSaved} />
        <PictureSlot name="seal" organisation={organisation} onSaved={onSaved} />
        <SealText organisation={organisation} onSaved={onSaved} key={organisation.sealText} />
      </div>
    </Section>
  )
}
