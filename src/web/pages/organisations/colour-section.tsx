import { useState } from 'react'
import {
  type BrandColours,
  brandColours,
  leastContrast,
  parseColour,
} from '../../../domains/organisations/brand-colour.ts'
import { changeBrand, readOrganisationBySlug } from '../../../domains/organisations/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useConfirm } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Section } from '../../ui/layout.tsx'
import { useText } from './text.ts'
import type { Desk } from './types.ts'

/** The scale of contrast: a tick a unit, the least that is allowed as an ochre line, what was measured as a square. */
const ContrastScale = ({ ratio, least }: { ratio: number; least: number }) => {
  const at = (value: number) => `${Math.min(100, (value / 12) * 100)}%`
  return (
    <span className="organisations-contrast" aria-hidden="true">
      <i />
      {Array.from({ length: 13 }, (_, tick) => (
        <u key={`tick ${String(tick)}`} style={{ left: at(tick) }} />
      ))}
      <em style={{ left: at(least) }} />
      <b style={{ left: at(ratio) }} />
      <s style={{ left: at(least) }}>{least}</s>
    </span>
  )
}

const Measures = ({ colours, sample }: { colours: BrandColours; sample: string }) => {
  const t = useText()
  const { given, text, fill, whiteOn } = colours
  const rows = [
    {
      key: 'text',
      measured: text.light,
      least: leastContrast.text,
      note:
        text.light.colour === given
          ? t('colour.given')
          : t('colour.derived', { colour: text.light.colour.toUpperCase() }),
      style: { color: text.light.colour, background: '#ffffff' },
      words: t('colour.sampleLink'),
    },
    {
      key: 'fill',
      measured: fill.light,
      least: leastContrast.fill,
      note: t(fill.light.passes ? 'colour.given' : 'colour.refused'),
      style: { background: given },
      words: '',
    },
    {
      key: 'white',
      measured: whiteOn,
      least: leastContrast.text,
      note: t(whiteOn.passes ? 'colour.given' : 'colour.refused'),
      style: { background: given, color: '#ffffff' },
      words: sample,
    },
  ] as const
  return (
    <ul className="organisations-measures">
      {rows.map(row => (
        <li key={row.key}>
          <span>
            {t(`colour.${row.key}`)}
            <small>{row.note}</small>
          </span>
          <span className="organisations-sample" style={row.style}>
            {row.words}
          </span>
          <ContrastScale ratio={row.measured.ratio} least={row.least} />
          <span className="organisations-ratio">
            <b className="pl-num">{row.measured.ratio.toFixed(1)}:1</b>
            <Chip kind={row.measured.passes ? 'confirmed' : 'rejected'}>
              {row.measured.passes ? t('colour.passes') : t('colour.below', { least: row.least })}
            </Chip>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The colour in use, and another to try that nobody sees yet. Limits are measured as one types. */
export const ColourSection = ({ organisation, onSaved }: { organisation: Desk; onSaved: () => void }) => {
  const t = useText()
  const format = useFormat()
  const confirm = useConfirm()
  const [typed, setTyped] = useState('')
  const save = useCommand(changeBrand, {
    invalidates: [readOrganisationBySlug],
    onSuccess: () => {
      setTyped('')
      onSaved()
    },
  })
  const editable = organisation.may.includes('organisation.manage')
  const trial = typed ? parseColour(typed) : null
  const sample = format.pick(organisation.name)
  const use = async (colour: string | null) => {
    const limited = colour !== null && !brandColours(colour).fill.light.passes
    const sure = await confirm({
      title: colour === null ? t('colour.removeTitle') : t('colour.useTitle', { colour: colour.toUpperCase() }),
      body: limited ? t('colour.useLimits') : t('colour.useBody'),
      verb: colour === null ? t('colour.remove') : t('colour.use'),
    })
    if (sure)
      save.mutate({
        params: { organisationId: organisation.id },
        body: { revision: organisation.revision, colour },
      })
  }
  return (
    <Section title={t('colour.title')} note={t('colour.note')} plain>
      {organisation.colour ? (
        <>
          <div className="organisations-colours">
            <Field label={t('colour.inUse')}>
              {ids => (
                <span className="pl-input organisations-colour-input">
                  <span className="organisations-swatch" style={{ background: organisation.colour ?? '' }} />
                  <input {...ids} value={organisation.colour?.toUpperCase() ?? ''} readOnly />
                </span>
              )}
            </Field>
            {editable && (
              <Button variant="quiet" onClick={() => void use(null)}>
                {t('colour.remove')}…
              </Button>
            )}
          </div>
          <Measures colours={brandColours(organisation.colour)} sample={sample} />
        </>
      ) : (
        <p className="pl-secondary">{t('colour.none')}</p>
      )}
      {editable && (
        <>
          <div className="organisations-colours">
            <Field
              label={organisation.colour ? t('colour.try') : t('colour.choose')}
              hint={t('colour.unseen')}
              error={typed && !trial ? t('mistake.colour') : undefined}
            >
              {ids => (
                <span className="pl-input organisations-colour-input">
                  <input
                    type="color"
                    aria-label={t('colour.picker')}
                    value={trial ?? organisation.colour ?? '#000000'}
                    onChange={event => setTyped(event.target.value)}
                    className="organisations-swatch"
                  />
                  <input
                    {...ids}
                    value={typed}
                    placeholder="#0B5E6B"
                    maxLength={7}
                    spellCheck={false}
                    onChange={event => setTyped(event.target.value)}
                  />
                </span>
              )}
            </Field>
            {trial && trial !== organisation.colour && (
              <Button busy={save.isPending} onClick={() => void use(trial)}>
                {t(brandColours(trial).fill.light.passes ? 'colour.useAct' : 'colour.useLimited')}
              </Button>
            )}
          </div>
          {trial && trial !== organisation.colour && <Measures colours={brandColours(trial)} sample={sample} />}
          <p className="pl-small pl-muted">{t('colour.explain')}</p>
          {save.error && <RefusalNote error={save.error} />}
        </>
      )}
    </Section>
  )
}
