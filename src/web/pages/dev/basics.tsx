import { Button } from '../../ui/button.tsx'
import { Chip, type ChipKind } from '../../ui/chip.tsx'
import { Section } from '../../ui/layout.tsx'
import { SealMark } from '../../ui/seal.tsx'
import { H1, H2, H3, Mono, P, Reading } from '../../ui/text.tsx'
import { Cell, Cells } from './cell.tsx'
import { useText } from './words.ts'

const steps = Array.from({ length: 10 }, (_, step) => String(step))
const chips: [
  ChipKind,
  'draft' | 'held' | 'review' | 'needs' | 'confirmed' | 'rejected' | 'waiting' | 'sealed' | 'progress' | 'plain',
][] = [
  ['draft', 'draft'],
  ['held', 'held'],
  ['review', 'review'],
  ['needs', 'needs'],
  ['confirmed', 'confirmed'],
  ['rejected', 'rejected'],
  ['draft', 'waiting'],
  ['sealed', 'sealed'],
  ['progress', 'progress'],
  ['plain', 'plain'],
]

const Ramp = ({ name }: { name: string }) => (
  <div className="dev-ramp">
    {steps.map(step => (
      <i key={step} style={{ background: `var(--pl-${name}-${step})` }} />
    ))}
    {steps.map(step => (
      <span key={`n ${step}`}>{step}</span>
    ))}
  </div>
)

const ButtonStates = ({
  variant,
  words,
}: {
  variant: 'seal' | 'ink' | 'outline' | 'quiet' | 'danger'
  words: string
}) => {
  const t = useText()
  return (
    <Cells>
      <Cell name={t('normal')}>
        <Button variant={variant}>{words}</Button>
      </Cell>
      <Cell name={t('hover')}>
        <Button variant={variant} className="is-hover">
          {words}
        </Button>
      </Cell>
      <Cell name={t('focus')}>
        <Button variant={variant} className="is-focus">
          {words}
        </Button>
      </Cell>
      <Cell name={t('disabled')}>
        <Button variant={variant} disabled>
          {words}
        </Button>
      </Cell>
    </Cells>
  )
}

export const Basics = () => {
  const t = useText()
  return (
    <>
      <Section title={t('mark')} note={t('markNote')}>
        <Cells>
          <SealMark size={72} label="Palestra" />
          <SealMark size={40} />
          <SealMark size={24} />
          <SealMark size={16} />
          <SealMark size={24} ink />
        </Cells>
      </Section>
      <Section title={t('colour')} note={t('colourNote')}>
        <Ramp name="ink" />
        <Ramp name="seal" />
        <Cells>
          {(['1', '2', '3', '4', '5', '6'] as const).map(step => (
            <span key={step} className="pl-row pl-small">
              <i style={{ width: 34, height: 14, background: `var(--pl-series-${step})` }} />
              {t(`series.${step}`)}
            </span>
          ))}
        </Cells>
      </Section>
      <Section title={t('type')} note="Archivo, Source Serif 4, IBM Plex Mono">
        <H1>{t('typeH1')}</H1>
        <H2>{t('typeH2')}</H2>
        <H3>{t('typeH3')}</H3>
        <P>{t('typeBody')}</P>
        <Reading>{t('typeRead')}</Reading>
        <P>
          <Mono>7K2-QX #18204551 sha256 9f2c…41</Mono>
        </P>
        <p className="pl-num" style={{ fontSize: 64 }}>
          12:06:41 ¥86,000 57.3%
        </p>
      </Section>
      <Section title={t('sealButton')} note={t('sealNote')}>
        <ButtonStates variant="seal" words={t('pay')} />
      </Section>
      <Section title={t('inkButton')} note={t('inkNote')}>
        <ButtonStates variant="ink" words={t('nextOne')} />
      </Section>
      <Section title={t('otherButtons')}>
        <ButtonStates variant="outline" words={t('export')} />
        <ButtonStates variant="quiet" words={t('cancel')} />
        <ButtonStates variant="danger" words={t('reject')} />
        <Cells>
          <Cell name={t('blocked')}>
            <Button variant="ink" why={t('why')}>
              {t('dialogVerb')}
            </Button>
          </Cell>
          <Cell name={t('busy')}>
            <Button busy icon="refresh">
              {t('export')}
            </Button>
          </Cell>
          <Cell name="S, M, L, kbd">
            <span className="pl-row">
              <Button size="s" icon="download">
                {t('export')}
              </Button>
              <Button kbd="A">{t('export')}</Button>
              <Button size="l" variant="ink" kbd="→">
                {t('nextOne')}
              </Button>
            </span>
          </Cell>
        </Cells>
      </Section>
      <Section title={t('states')} note={t('statesNote')}>
        <Cells>
          {chips.map(([kind, key]) => (
            <Chip key={key} kind={kind}>
              {t(`chip.${key}`)}
            </Chip>
          ))}
        </Cells>
      </Section>
    </>
  )
}
