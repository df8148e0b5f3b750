CREATE TABLE notebook (
  id VARCHAR(64) PRIMARY KEY,
  title VARCHAR(200) NOT NULL,
  runtime_mode VARCHAR(20) NOT NULL,
  revision BIGINT NOT NULL,
  created_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  trashed_at TIMESTAMP(9) WITH TIME ZONE
);

CREATE TABLE cell (
  notebook_id VARCHAR(64) NOT NULL REFERENCES notebook (id) ON DELETE CASCADE,
  id VARCHAR(64) NOT NULL,
  position INT NOT NULL,
  kind VARCHAR(20) NOT NULL,
  collapsed BOOLEAN NOT NULL,
  text CLOB,
  text_version BIGINT,
  chart_source VARCHAR(64),
  chart_statement INT,
  chart_type VARCHAR(20),
  chart_x VARCHAR(1000),
  chart_y VARCHAR(1000) ARRAY,
  chart_series VARCHAR(1000),
  chart_title VARCHAR(200),
  chart_stacked BOOLEAN,
  chart_horizontal BOOLEAN,
  PRIMARY KEY (notebook_id, id)
);

-- Edits that were stored, so that one that is sent again after a lost connection is not applied twice.
CREATE TABLE applied_edit (
  notebook_id VARCHAR(64) NOT NULL REFERENCES notebook (id) ON DELETE CASCADE,
  edit_id VARCHAR(64) NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (notebook_id, edit_id)
);

CREATE INDEX applied_edit_revision ON applied_edit (notebook_id, revision);
