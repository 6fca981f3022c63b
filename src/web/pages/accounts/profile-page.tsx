import './accounts.css'
import { getMe, type Me, updateProfile } from '../../../domains/accounts/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import type { Locale } from '../../i18n/locale.ts'
import { localised } from '../../i18n/locale.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { RadioList } from '../../ui/choice.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { Form, useForm } from '../../ui/form.tsx'
import { Row, Section } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { MeFrame } from './me-frame.tsx'
import { useText } from './text.ts'

/** Every zone this browser knows, the person's own among them whatever it is called. */
const zonesWith = (own: string): string[] => [...new Set([own, ...Intl.supportedValuesOf('timeZone')])].toSorted()

const ProfileForm = ({ me }: { me: Me }) => {
  const t = useText()
  const format = useFormat()
  const { clock, locale } = useSite()
  const form = useForm<{ name: string; locale: string; zone: string }>({
    initial: { name: me.name, locale: me.locale, zone: me.zone },
    check: values => (values.name.trim() ? {} : { name: t('mistake.name') }),
  })
  const wanted: Locale = form.values.locale === 'en' ? 'en' : 'zh-CN'
  const save = useCommand(updateProfile, {
    invalidates: [getMe],
    // The frame around the page speaks the old language and zone until it is drawn anew.
    onSuccess: ({ person }) => {
      if (person.locale !== me.locale || person.zone !== me.zone || person.name !== me.name)
        window.location.assign(localised('/me/profile?saved=1', person.locale === me.locale ? locale : person.locale))
    },
  })
  const now = instant(clock.now().toISOString()).toISOString()
  return (
    <Form
      onSubmit={() => {
        if (form.valid() && !save.isPending)
          save.mutate(
            { body: { name: form.values.name, zone: form.values.zone, locale: wanted } },
            { onError: form.setRefused },
          )
      }}
    >
      <div className="accounts-narrow">
        <TextField
          label={t('field.name')}
          hint={t('signUp.nameHint')}
          autoComplete="name"
          maxLength={100}
          help={t('profile.nameHelp')}
          {...form.field('name')}
        />
        <RadioList
          label={t('profile.language')}
          help={t('profile.languageHelp')}
          options={[
            { value: 'zh-CN', label: <span lang="zh-CN">{t('profile.chinese')}</span> },
            { value: 'en', label: <span lang="en">English</span> },
          ]}
          value={wanted}
          onChange={value => form.set('locale', value)}
        />
        <Select
          label={t('profile.zone')}
          help={t('profile.zoneHelp', { time: format.dateTime(now, form.values.zone) })}
          options={zonesWith(me.zone).map(zone => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          {...form.field('zone')}
        />
        {save.error && save.error.errors.length === 0 && <RefusalNote error={save.error} />}
        <Row gap={16}>
          <Button variant="ink" type="submit" busy={save.isPending}>
            {t('profile.save')}
          </Button>
          {save.isSuccess && <span className="pl-small pl-secondary">{t('profile.saved')}</span>}
        </Row>
      </div>
    </Form>
  )
}

export const view = viewOf('/me/profile', {
  queries: () => [query(getMe, {})],
  head: ({ locale }) => ({ title: useText.in(locale)('profile.title'), noIndex: true }),
  Page: ({ data: [{ person }], search }) => {
    const t = useText()
    if (!person) return null
    return (
      <MeFrame title={t('profile.title')} current="/me/profile">
        {search['saved'] && (
          <div className="accounts-note">
            <Note kind="ok">{t('profile.saved')}</Note>
          </div>
        )}
        <Section title={t('profile.you')} note={t('profile.youNote')}>
          <ProfileForm me={person} />
        </Section>
        <Section title={t('profile.address')} note={t('profile.addressNote')}>
          <Row gap={16} wrap>
            <span>{person.email}</span>
            <Link to="/me/security/email">{t('security.change')}</Link>
          </Row>
        </Section>
      </MeFrame>
    )
  },
})
