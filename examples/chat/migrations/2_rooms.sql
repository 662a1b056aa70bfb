CREATE TABLE rooms (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    owner_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    is_private BIGINT NOT NULL
);

CREATE TABLE memberships (
    room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    is_muted BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (room_id, account_id)
);

CREATE INDEX memberships_of_account ON memberships (account_id);
