import type { Sequelize, Transaction } from 'sequelize';
import { Application, ApplicationEvent, type ApplicationStatus, Job, JobNumber, User } from '../../models/index.ts';
import type { Clock } from '../clock.ts';
import { UserError } from '../errors.ts';
import { scorePairs } from '../matching/score-pairs.ts';
import { canMove, possibleMoves } from './application-status.ts';

/** An application and whether this call changed it. */
export interface Applied {
  readonly application: Application;
  readonly isNew: boolean;
  readonly changed: boolean;
}

/** An application, what happened to it, and what can happen next. */
export interface ApplicationHistory {
  readonly application: Application;
  readonly events: readonly ApplicationEvent[];
  readonly moves: readonly ApplicationStatus[];
}

/** A person's applications. Every change is one transaction with its line of history. */
export const createApplications = ({ sequelize, clock }: { readonly sequelize: Sequelize; readonly clock: Clock }) => {
  /** One at a time per person, so that two taps at once make one application. */
  const lockPerson = (userId: number, transaction: Transaction) =>
    User.findByPk(userId, { lock: transaction.LOCK.UPDATE, transaction, rejectOnEmpty: true });

  const own = async (userId: number, number: number, transaction?: Transaction): Promise<Application> => {
    const application = await Application.findOne({
      where: { userId, number, isActive: true },
      ...(transaction === undefined ? {} : { transaction }),
    });
    if (application === null) throw new UserError('application.not_found', { number });
    return application;
  };

  const record = (
    application: Application,
    transaction: Transaction,
    event: { kind: 'created' | 'status' | 'note'; from?: ApplicationStatus; note?: string },
  ) =>
    ApplicationEvent.create(
      {
        applicationId: application.id,
        kind: event.kind,
        fromStatus: event.from ?? null,
        toStatus: event.kind === 'note' ? null : application.status,
        note: event.note ?? null,
        madeBy: 'person',
      },
      { transaction },
    );

  const create = async (
    user: User,
    jobId: number,
    status: 'saved' | 'applied',
    transaction: Transaction,
  ): Promise<Application> => {
    const job = await Job.findByPk(jobId, { transaction, rejectOnEmpty: true });
    const scores = await scorePairs({ sequelize, transaction }, [{ userId: user.id, jobId }]);
    const number = user.lastApplicationNumber + 1;
    await user.update({ lastApplicationNumber: number }, { transaction });
    return Application.create(
      {
        userId: user.id,
        number,
        jobId,
        status,
        title: job.title,
        companyName: job.companyName,
        location: job.location,
        url: job.url,
        matchScore: scores.of({ userId: user.id, jobId }),
        appliedAt: status === 'applied' ? clock.now() : null,
      },
      { transaction },
    );
  };

  /** Changes the status of a locked application. @throws {UserError} application.move */
  const move = async (application: Application, to: ApplicationStatus, transaction: Transaction): Promise<boolean> => {
    const from = application.status;
    if (from === to) return false;
    if (!canMove(from, to)) throw new UserError('application.move', { from, to, possible: possibleMoves(from) });
    const isAnswer = ['viewed', 'screening', 'interviewing', 'offered', 'rejected'].includes(to);
    await application.update(
      {
        status: to,
        ...(to === 'applied' ? { appliedAt: clock.now() } : {}),
        ...(isAnswer && application.responseAt === null ? { responseAt: clock.now() } : {}),
      },
      { transaction },
    );
    await record(application, transaction, { kind: 'status', from });
    return true;
  };

  return {
    /**
     * Saves a job or notes that the person applied to it. Repeating it changes nothing.
     * @throws {UserError} job.not_found
     */
    keep: (userId: number, jobNumber: number, status: 'saved' | 'applied'): Promise<Applied> =>
      sequelize.transaction(async (transaction) => {
        const user = await lockPerson(userId, transaction);
        const shown = await JobNumber.findOne({ where: { userId, number: jobNumber }, transaction });
        if (shown === null) throw new UserError('job.not_found', { number: jobNumber });
        const existing = await Application.findOne({ where: { userId, jobId: shown.jobId }, transaction });
        if (existing === null) {
          const application = await create(user, shown.jobId, status, transaction);
          await record(application, transaction, { kind: 'created' });
          return { application, isNew: true, changed: true };
        }
        const changed =
          status === 'applied' && canMove(existing.status, 'applied') && (await move(existing, 'applied', transaction));
        return { application: existing, isNew: false, changed };
      }),

    /** @throws {UserError} application.not_found, application.move */
    setStatus: (userId: number, number: number, status: ApplicationStatus): Promise<Applied> =>
      sequelize.transaction(async (transaction) => {
        await lockPerson(userId, transaction);
        const application = await own(userId, number, transaction);
        return { application, isNew: false, changed: await move(application, status, transaction) };
      }),

    /** Adds a line to the notes. @throws {UserError} application.not_found */
    addNote: (userId: number, number: number, note: string): Promise<Application> =>
      sequelize.transaction(async (transaction) => {
        await lockPerson(userId, transaction);
        const application = await own(userId, number, transaction);
        await application.update(
          { notes: application.notes === null ? note : `${application.notes}\n${note}` },
          { transaction },
        );
        await record(application, transaction, { kind: 'note', note });
        return application;
      }),

    /** The application with its history, oldest first. @throws {UserError} application.not_found */
    show: async (userId: number, number: number): Promise<ApplicationHistory> => {
      const application = await own(userId, number);
      const events = await ApplicationEvent.findAll({
        where: { applicationId: application.id },
        order: [['id', 'ASC']],
      });
      return { application, events, moves: possibleMoves(application.status) };
    },

    /** Newest first. */
    list: async (
      userId: number,
      about: { readonly status?: ApplicationStatus; readonly offset: number; readonly limit: number },
    ) => {
      const where = { userId, isActive: true, ...(about.status === undefined ? {} : { status: about.status }) };
      const { rows, count } = await Application.findAndCountAll({
        where,
        order: [['number', 'DESC']],
        offset: about.offset,
        limit: about.limit,
      });
      return { applications: rows, total: count };
    },
  };
};

export type Applications = ReturnType<typeof createApplications>;
