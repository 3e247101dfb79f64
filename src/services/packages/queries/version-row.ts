export interface VersionRow {
  id: number;
  number: string;
  publishedAt: string | null;
  licenses: string | null;
  integrity: string | null;
  status: string | null;
  metadata: Record<string, unknown>;
  /** Null: dependencies are not known; 0: none. */
  dependencySet: number | null;
  createdAt: string;
  updatedAt: string;
}

/** Columns of VersionRow; needs `versions v`. */
export const VERSION_COLUMNS = `v.id, v.number, v.published_at as "publishedAt", v.licenses, v.integrity, v.status, v.metadata,
  v.dependency_set as "dependencySet", v.created_at as "createdAt", v.updated_at as "updatedAt"`;
