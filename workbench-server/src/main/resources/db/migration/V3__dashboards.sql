CREATE TABLE dashboard (
  id VARCHAR(64) PRIMARY KEY,
  title VARCHAR(200) NOT NULL,
  description VARCHAR(2000) NOT NULL,
  kept_running BOOLEAN NOT NULL,
  revision BIGINT NOT NULL,
  created_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  trashed_at TIMESTAMP(9) WITH TIME ZONE
);

-- A cell that a tile shows may be gone: its tile says so, so there is no foreign key.
CREATE TABLE tile (
  dashboard_id VARCHAR(64) NOT NULL REFERENCES dashboard (id) ON DELETE CASCADE,
  id VARCHAR(64) NOT NULL,
  position INT NOT NULL,
  x INT NOT NULL,
  y INT NOT NULL,
  width INT NOT NULL,
  height INT NOT NULL,
  title VARCHAR(200),
  description VARCHAR(2000) NOT NULL,
  kind VARCHAR(20) NOT NULL,
  text CLOB,
  notebook_id VARCHAR(64),
  cell_id VARCHAR(64),
  PRIMARY KEY (dashboard_id, id)
);

-- As applied_edit of notebooks.
CREATE TABLE applied_dashboard_edit (
  dashboard_id VARCHAR(64) NOT NULL REFERENCES dashboard (id) ON DELETE CASCADE,
  edit_id VARCHAR(64) NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (dashboard_id, edit_id)
);

CREATE INDEX applied_dashboard_edit_revision ON applied_dashboard_edit (dashboard_id, revision);

-- The session log: what has run in a notebook's session and may have changed it, in the order of the newest runs.
CREATE TABLE session_log (
  notebook_id VARCHAR(64) NOT NULL REFERENCES notebook (id) ON DELETE CASCADE,
  cell_id VARCHAR(64) NOT NULL,
  position BIGINT NOT NULL,
  text CLOB NOT NULL,
  PRIMARY KEY (notebook_id, cell_id)
);
