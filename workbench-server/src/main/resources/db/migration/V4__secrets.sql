-- Values are encrypted with the key in secrets.key, which is no part of the database.
CREATE TABLE secret (
  name VARCHAR(64) PRIMARY KEY,
  sealed VARBINARY(100000) NOT NULL,
  created_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  updated_at TIMESTAMP(9) WITH TIME ZONE NOT NULL
);
