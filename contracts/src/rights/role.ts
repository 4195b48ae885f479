import { z } from 'zod';

/**
 * nominator 推荐单位 · officer 经办 (coordinator) · coordinatorApprover 复核 · clerk 经办 (agency) · approver 签发 ·
 * agencyHead 单位负责人 · superior 上级主管 · overseer 监督 · auditor 审计 · administrator 系统管理.
 */
export const Role = z.enum(['nominator', 'officer', 'coordinatorApprover', 'clerk', 'approver', 'agencyHead', 'superior', 'overseer', 'auditor', 'administrator']);
export type Role = z.infer<typeof Role>;

/**
 * Which roles mean something at the coordinator, and which at an agency's adapter. Some operations are offered by both: there
 * the roles of the other kind of party count for nothing, whatever the table says of them.
 */
export const ROLES_OF: Readonly<Record<'coordinator' | 'agency', readonly Role[]>> = {
  coordinator: ['nominator', 'officer', 'coordinatorApprover', 'superior', 'overseer', 'auditor', 'administrator'],
  agency: ['clerk', 'approver', 'agencyHead', 'superior', 'auditor', 'administrator'],
};
