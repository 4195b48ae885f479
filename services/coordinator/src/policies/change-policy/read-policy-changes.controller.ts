import { Controller, Get, Inject, Param } from '@nestjs/common';
import { PolicyChangeNumberInPath, PolicyName, type PolicyChangeList, type PolicyChangeView } from '@lianshen/contracts/api';
import { validated } from '@lianshen/platform/http';
import { RightTo } from '@lianshen/platform/identity';
import { PolicyChangeReader } from './policy-change-reader.js';

@Controller('api/policy-changes')
export class ReadPolicyChangesController {
  constructor(@Inject(PolicyChangeReader) private readonly reader: PolicyChangeReader) {}

  @Get()
  @RightTo('listPolicyChanges')
  list(): Promise<PolicyChangeList> {
    return this.reader.list();
  }

  @Get(':name/:number')
  @RightTo('readPolicyChange')
  read(@Param('name') name: string, @Param('number') number: string): Promise<PolicyChangeView> {
    return this.reader.read(validated(PolicyName, name), validated(PolicyChangeNumberInPath, number));
  }
}
