// Each step of a call as one short line.
import type { Disposition, IncidentDetail, IncidentStep } from '../../contract.ts';
import { messageWords, t } from './words.ts';

function text(step: IncidentStep, ...names: string[]): string | null {
  for (const name of names) {
    const value = step.detail[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}
function figure(step: IncidentStep, name: string): number | null {
  const value = step.detail[name];
  return typeof value === 'number' ? value : null;
}

/** The line for one step; names come from the step itself, or from the units of the call. */
export function sayStep(step: IncidentStep, whole: IncidentDetail): string {
  const unitId = text(step, 'unitId');
  const unit =
    text(step, 'callSign', 'unit') ??
    whole.units.find((one) => one.id === unitId)?.callSign ??
    step.actor ??
    t('step.unitUnknown');
  const actor = step.actor ?? '';
  switch (step.kind) {
    case 'raised': {
      const battery = figure(step, 'batteryPercent');
      const line = whole.door === 'store' ? t('step.raised.store') : t('step.raised');
      return battery === null ? line : `${line} · ${t('step.battery', { n: battery })}`;
    }
    case 'pressed-again': {
      const presses = figure(step, 'presses');
      return presses === null
        ? t('step.pressed-again.plain')
        : t('step.pressed-again', { n: presses });
    }
    case 'escalated':
      return (figure(step, 'level') ?? figure(step, 'escalation') ?? 1) >= 2
        ? t('step.escalated2')
        : t('step.escalated');
    case 'dispatched':
      return step.detail.asked === true
        ? t('step.asked', { unit })
        : t('step.dispatched', { unit });
    case 'declined': {
      const reason = text(step, 'reason') ?? 'other';
      return t('step.declined', { unit, reason: t(`decline.${reason as 'other'}`) });
    }
    case 'accepted':
    case 'unanswered':
    case 'on-way':
    case 'unit-done':
    case 'withdrawn':
    case 'on-scene':
      return t(`step.${step.kind}`, { unit });
    case 'call': {
      const to = text(step, 'to') ?? 'other';
      const outcome = text(step, 'outcome') ?? 'answered';
      return t('step.call', {
        to: t(`call.to.${to as 'place'}`),
        outcome: t(`call.${outcome as 'answered'}`),
      });
    }
    case 'message': {
      const phrase = text(step, 'phrase');
      return phrase === null
        ? t('step.message')
        : `${t('step.message')} · ${messageWords(text(step, 'from') === 'caller' ? 'caller' : 'desk', phrase)}`;
    }
    case 'closed': {
      const disposition = (text(step, 'disposition') ?? whole.disposition) as Disposition | null;
      return disposition === null
        ? t('state.closed')
        : t('step.closed', { disposition: t(`disposition.${disposition}`) });
    }
    case 'sharing':
      return step.detail.on === true ? t('step.sharing.on') : t('step.sharing.off');
    case 'callback':
      return step.detail.left === true ? t('step.callback.left') : t('step.callback.taken');
    case 'note':
      return actor;
    default:
      return t(`step.${step.kind}`, { actor });
  }
}
