-- Whoever signs in elsewhere alone has no password here.
ALTER TABLE account ALTER COLUMN password_hash SET NULL;

-- As whom an OpenID Connect provider knows somebody.
CREATE TABLE account_identity (
  issuer VARCHAR(500) NOT NULL,
  subject VARCHAR(255) NOT NULL,
  account_id VARCHAR(64) NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (issuer, subject)
);
