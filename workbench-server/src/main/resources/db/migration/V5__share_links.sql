-- The code of 192 bits in a link's address is not here: it is made of the id by a key that lies beside the database.
CREATE TABLE share_link (
  id VARCHAR(64) PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  target_kind VARCHAR(20) NOT NULL,
  target_id VARCHAR(64) NOT NULL,
  shows_sql BOOLEAN NOT NULL,
  created_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP(9) WITH TIME ZONE,
  password_hash VARCHAR(400)
);

CREATE INDEX share_link_target ON share_link (target_kind, target_id);
