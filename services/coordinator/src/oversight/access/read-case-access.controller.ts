import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { PageQuery, type AccessPage } from '@lianshen/contracts/api';
import { CaseId } from '@lianshen/contracts/kernel';
import { AccessLog, pageOfAccess } from '@lianshen/platform/access';
import { validated } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { CaseReader } from '../../vetting/read-case/case-reader.js';

@Controller('api/cases/:caseId/access')
export class ReadCaseAccessController {
  constructor(
    @Inject(CaseReader) private readonly cases: CaseReader,
    @Inject(AccessLog) private readonly access: AccessLog,
  ) {}

  /** Who read personal data of the case, when, which fields, and for which task. */
  @Get()
  @RightTo('readCaseAccess')
  async read(@Param('caseId') id: string, @Query() query: unknown, @SignedIn() person: Person): Promise<AccessPage> {
    const caseId = validated(CaseId, id);
    await this.cases.read(caseId, person, 'readCaseAccess');
    return pageOfAccess(await this.access.list(caseId), validated(PageQuery, query));
  }
}
