import type { Logger } from 'pino';
import type { Encodable } from '../bson/encode.js';
import { CommandError, errorCodes } from '../errors/command-error.js';
import type { Answer, CommandContext } from './command.js';
import type { CommandRequest } from './command-request.js';
import { checkConcerns } from './concerns.js';
import { registry } from './registry.js';

function refusal(error: CommandError): Answer {
  return {
    ok: 0,
    errmsg: error.message,
    code: error.code,
    codeName: error.codeName,
    ...(error.extra as Record<string, Encodable>),
  };
}

/** Answers one command. Never throws: a refusal becomes an error answer, and so does a defect, which is logged too. */
export async function dispatch(request: CommandRequest, context: CommandContext, log: Logger): Promise<Answer> {
  try {
    const registered = registry.get(request.name);
    if (!registered) throw new CommandError('CommandNotFound', `no such command: '${request.name}'`);
    request.allowOnly(registered.fields);
    checkConcerns(request);
    const answer = await registered.command.run(request, context);
    return { ...answer, ok: 1 };
  } catch (error) {
    if (error instanceof CommandError) return refusal(error);
    log.error({ err: error, command: request.name }, 'a command failed');
    return { ok: 0, errmsg: 'internal error', code: errorCodes.InternalError, codeName: 'InternalError' };
  }
}
