import { Form } from '../../models/index.ts';
import type { Forms } from '../chat/stores.ts';

/** The form that each account is answering, in `forms`. */
export const createForms = (): Forms => ({
  find: async (chatAccountId) => {
    const row = await Form.findByPk(chatAccountId);
    return row === null ? null : { line: row.line, asking: row.asking, answers: row.answers };
  },
  keep: async (chatAccountId, state) => {
    await Form.upsert({ chatAccountId, line: state.line, asking: state.asking, answers: { ...state.answers } });
  },
  drop: async (chatAccountId) => (await Form.destroy({ where: { chatAccountId } })) > 0,
});
