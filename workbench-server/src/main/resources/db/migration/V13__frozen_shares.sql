-- Of the sites that may embed the page of a link, with a space between them.
ALTER TABLE share_link ADD COLUMN origins VARCHAR(3100);
ALTER TABLE share_link ADD COLUMN frozen_at TIMESTAMP(9) WITH TIME ZONE;

-- What a frozen link shows: the messages that its page gets, compressed.
CREATE TABLE frozen_share (
  link_id VARCHAR(64) PRIMARY KEY REFERENCES share_link (id) ON DELETE CASCADE,
  content BLOB NOT NULL
);
