-- Of their own: who leaves a room and comes back is as muted as before.
CREATE TABLE mutes (
    room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (room_id, account_id)
);

CREATE INDEX mutes_of_account ON mutes (account_id);

INSERT INTO mutes (room_id, account_id) SELECT room_id, account_id FROM memberships WHERE is_muted = 1;

ALTER TABLE memberships DROP COLUMN is_muted;
