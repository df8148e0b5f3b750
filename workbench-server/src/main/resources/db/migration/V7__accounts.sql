CREATE TABLE account (
  id VARCHAR(64) PRIMARY KEY,
  login VARCHAR(100) NOT NULL UNIQUE,
  name VARCHAR(100) NOT NULL,
  administrator BOOLEAN NOT NULL,
  password_hash VARCHAR(400) NOT NULL,
  created_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  disabled_at TIMESTAMP(9) WITH TIME ZONE
);

-- The code in an invitation's address is not here: it is made of the id by a key that lies beside the database.
CREATE TABLE invitation (
  id VARCHAR(64) PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  administrator BOOLEAN NOT NULL,
  created_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP(9) WITH TIME ZONE NOT NULL
);

-- What a browser keeps is not here: the id is its SHA-256.
CREATE TABLE sign_in (
  id VARCHAR(64) PRIMARY KEY,
  account_id VARCHAR(64) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  browser VARCHAR(200) NOT NULL,
  created_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  used_at TIMESTAMP(9) WITH TIME ZONE NOT NULL
);

CREATE INDEX sign_in_account ON sign_in (account_id);

CREATE TABLE document_role (
  kind VARCHAR(20) NOT NULL,
  document_id VARCHAR(64) NOT NULL,
  account_id VARCHAR(64) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role VARCHAR(20) NOT NULL,
  PRIMARY KEY (kind, document_id, account_id)
);

CREATE INDEX document_role_account ON document_role (account_id);
