-- The history of notebooks and dashboards. The newest version of each has no content: it is the document itself.
CREATE TABLE version (
  kind VARCHAR(20) NOT NULL,
  document_id VARCHAR(64) NOT NULL,
  number BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  cause VARCHAR(20) NOT NULL,
  restored BIGINT,
  begun_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  changed_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  accounts VARCHAR(64) ARRAY NOT NULL,
  people VARCHAR(200) ARRAY NOT NULL,
  name VARCHAR(100),
  content BLOB,
  bytes BIGINT NOT NULL,
  PRIMARY KEY (kind, document_id, number)
);

INSERT INTO version (kind, document_id, number, revision, cause, begun_at, changed_at, accounts, people, bytes)
SELECT 'NOTEBOOK', id, 1, revision, 'EDITED', updated_at, updated_at, ARRAY[], ARRAY[], 0 FROM notebook;

INSERT INTO version (kind, document_id, number, revision, cause, begun_at, changed_at, accounts, people, bytes)
SELECT 'DASHBOARD', id, 1, revision, 'EDITED', updated_at, updated_at, ARRAY[], ARRAY[], 0 FROM dashboard;

-- Which dashboards show cells of a notebook.
CREATE INDEX tile_notebook ON tile (notebook_id);
