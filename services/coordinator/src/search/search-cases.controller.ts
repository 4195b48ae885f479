import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { SearchCasesBody, type FoundCases } from '@lianshen/contracts/api';
import { JsonBody, validated } from '@lianshen/platform/http';
import { Costly, RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { listedCaseOf } from '../views/listed-case.js';
import { SearchCases } from './search-cases.js';

@Controller('api/cases/search')
export class SearchCasesController {
  constructor(@Inject(SearchCases) private readonly search: SearchCases) {}

  /** Cases by number, name or identity number, exactly. What is looked for comes in the body. */
  @Post()
  @HttpCode(200)
  @RightTo('searchCases')
  @Costly()
  @JsonBody()
  async find(@Body() body: unknown, @SignedIn() person: Person): Promise<FoundCases> {
    const { rows, more } = await this.search.execute(validated(SearchCasesBody, body), person);
    return { items: rows.map(listedCaseOf), more };
  }
}
