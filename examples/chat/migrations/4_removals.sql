CREATE TABLE removals (
    room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    removed_by TEXT NOT NULL,
    PRIMARY KEY (room_id, account_id)
);

CREATE INDEX removals_of_account ON removals (account_id);
