import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/index.js';
import { useFormat } from '../format/index.js';
import { Loaded, ProblemView } from '../states/index.js';
import { readOwnRelations, setOwnRelations, type OwnRelations, type OwnRelationsBody } from './recusal-client.js';

const RELATIONS = ['spouse', 'lineal', 'collateral', 'affinity', 'interest'] as const;
type Relative = OwnRelationsBody['relatives'][number];
type Unit = OwnRelationsBody['units'][number];

/** Relatives and units, once for all batches. Names and numbers cannot be read back, so a change declares anew. */
export function OwnRelationsForm() {
  const { t } = useTranslation('kit');
  const query = useQuery({ queryKey: ['own-relations'], queryFn: readOwnRelations });
  const [isOpen, setOpen] = useState(false);
  return (
    <Loaded query={query} rows={2}>
      {(own) => (
        <>
          <Standing own={own} />
          {isOpen ? <Form units={own.units} onDone={() => setOpen(false)} /> : <Button onClick={() => setOpen(true)}>{t('recusal.declareOwn')}</Button>}
        </>
      )}
    </Loaded>
  );
}

function Standing({ own: { declaredAt, relatives, units } }: { readonly own: OwnRelations }) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  if (declaredAt === null) return <p>{t('recusal.nothingOwn')}</p>;
  const words = [...relatives.map(({ relation }) => t(`ground.${relation}`)), ...units.map(({ name }) => name)];
  return <p>{t('recusal.ownSince', { at: format.instant(declaredAt) })} {format.list(words) || t('none')}</p>;
}

function Form({ units: standing, onDone }: { readonly units: readonly Unit[]; readonly onDone: () => void }) {
  const { t } = useTranslation('kit');
  const [relatives, setRelatives] = useState<readonly Relative[]>([]);
  const [units, setUnits] = useState<readonly Unit[]>(standing);
  const send = useCommand({ send: () => setOwnRelations({ relatives: relatives.map(withoutEmpty), units: units.map(withoutEmpty) }), changes: [[]], onDone });
  const isWhole = [...relatives, ...units].every(({ name }) => name.trim() !== '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(undefined);
      }}
    >
      <p className="quiet">{t('recusal.ownLead')}</p>
      <Lines title={t('recusal.relatives')} items={relatives} onChange={setRelatives} empty={{ relation: 'spouse', name: '' }} add={t('recusal.addRelative')}>
        {(relative, change) => (
          <>
            <select aria-label={t('recusal.relation')} value={relative.relation} onChange={(event) => change({ ...relative, relation: event.target.value as Relative['relation'] })}>
              {RELATIONS.map((relation) => <option key={relation} value={relation}>{t(`ground.${relation}`)}</option>)}
            </select>
            <input aria-label={t('recusal.name')} placeholder={t('recusal.name')} autoComplete="off" maxLength={64} value={relative.name} onChange={(event) => change({ ...relative, name: event.target.value })} />
            <input aria-label={t('recusal.number')} placeholder={t('recusal.number')} autoComplete="off" maxLength={40} value={relative.identityNumber ?? ''} onChange={(event) => change({ ...relative, identityNumber: event.target.value })} />
          </>
        )}
      </Lines>
      <Lines title={t('recusal.units')} items={units} onChange={setUnits} empty={{ name: '' }} add={t('recusal.addUnit')}>
        {(unit, change) => (
          <>
            <input aria-label={t('recusal.unit')} placeholder={t('recusal.unit')} maxLength={200} value={unit.name} onChange={(event) => change({ ...unit, name: event.target.value })} />
            <input type="month" aria-label={t('recusal.until')} value={unit.until ?? ''} onChange={(event) => change({ ...unit, until: event.target.value })} />
          </>
        )}
      </Lines>
      {send.error && <ProblemView problem={send.error} />}
      <Button type="primary" htmlType="submit" disabled={!isWhole} loading={send.isPending}>{t('recusal.sendOwn')}</Button> <Button onClick={onDone}>{t('cancel')}</Button>
    </form>
  );
}

/** What was left empty is not declared. */
const withoutEmpty = <Line extends Relative | Unit>(line: Line): Line => Object.fromEntries(Object.entries(line).filter(([, value]) => value !== '')) as Line;

interface LinesProperties<Line> {
  readonly title: string;
  readonly add: string;
  readonly empty: Line;
  readonly items: readonly Line[];
  readonly onChange: (items: readonly Line[]) => void;
  readonly children: (item: Line, change: (item: Line) => void) => React.ReactNode;
}

function Lines<Line>({ title, add, empty, items, onChange, children }: LinesProperties<Line>) {
  const { t } = useTranslation('kit');
  return (
    <fieldset className="lines">
      <legend>{title}</legend>
      {items.map((item, index) => (
        <div className="line" key={index}>
          {children(item, (changed) => onChange(items.with(index, changed)))}
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('remove')} onClick={() => onChange(items.toSpliced(index, 1))} />
        </div>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => onChange([...items, empty])}>{add}</Button>
    </fieldset>
  );
}
