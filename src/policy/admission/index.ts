/** Admission: whose turn it is where there is not room for all. */
export { type AdmissionOptions, createAdmission, type OpenAdmission } from './admission.ts';
export { admissionMetrics } from './metrics.ts';
