using Microsoft.Data.Sqlite;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite;

/// <summary>The tables of a store, and how those of an older version become those of this one.</summary>
internal static class SqliteSchema
{
    /// <summary>Marks a file as a store of this library: "TMir" in ASCII.</summary>
    private const long ApplicationId = 0x544D6972;

    /// <summary>The script at index n makes version n + 1 of version n. Scripts that were released are never changed; times are ticks of UTC.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE clusters (
            cluster TEXT NOT NULL PRIMARY KEY, epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL, seal BLOB NOT NULL, removed_sequence INTEGER NOT NULL, removed_seal BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE records (
            cluster TEXT NOT NULL, sequence INTEGER NOT NULL, format INTEGER NOT NULL, time INTEGER NOT NULL, epoch INTEGER NOT NULL,
            kind TEXT NOT NULL, run INTEGER NOT NULL, step INTEGER NOT NULL, attempt INTEGER NOT NULL, payload TEXT NOT NULL, seal BLOB NOT NULL,
            PRIMARY KEY (cluster, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX checkpoints ON records (cluster, sequence) WHERE kind = 'Checkpoint';
        CREATE TABLE leases (
            cluster TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL, epoch INTEGER NOT NULL,
            renewed INTEGER NOT NULL, duration INTEGER NOT NULL, renewals INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE state (
            cluster TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (cluster, key)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE commands (
            cluster TEXT NOT NULL, sequence INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL,
            submitted INTEGER NOT NULL, expires INTEGER NOT NULL, payload TEXT NOT NULL,
            accepted INTEGER, detail TEXT, answered INTEGER, answerer TEXT,
            PRIMARY KEY (cluster, sequence), UNIQUE (cluster, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX open_commands ON commands (cluster, sequence) WHERE accepted IS NULL;
        CREATE TABLE glass (
            cluster TEXT NOT NULL PRIMARY KEY, actor TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE hosts (
            owner TEXT NOT NULL PRIMARY KEY, beat INTEGER NOT NULL, duration INTEGER NOT NULL, beats INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE switching (cluster TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
        """,
    ];

    /// <summary>The newest version that is known.</summary>
    public static int Version => Steps.Length;

    /// <summary>Brings the file to this version. Within a transaction that writes.</summary>
    public static void Migrate(SqliteSession session, string store)
    {
        int found = Read(session, store);
        for (int version = found; version < Steps.Length; version++)
        {
            session.Script(Steps[version]);
        }

        if (found < Steps.Length)
        {
            session.Script(FormattableString.Invariant($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};"));
        }
    }

    /// <summary>The version of the file, 0 when it is empty.</summary>
    public static int Read(SqliteSession session, string store)
    {
        int version = (int)session.Number("PRAGMA user_version");
        if (session.Number("SELECT count(*) FROM sqlite_schema") > 0 && session.Number("PRAGMA application_id") != ApplicationId)
        {
            throw new StoreException(store, StoreFault.Damaged, "it is the database of another application");
        }

        return version > Version ? throw new JournalVersionException($"Store '{store}'", version, Version) : version;
    }

    /// <summary>A record as a row of <c>records</c>, columns from <c>sequence</c> on.</summary>
    public static StoredRecord ToRecord(SqliteDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        FormatVersion = (int)row.GetInt64(1),
        UtcTicks = row.GetInt64(2),
        Epoch = new Epoch(row.GetInt64(3)),
        Kind = row.GetString(4),
        Run = new RunId(row.GetInt64(5)),
        Step = (int)row.GetInt64(6),
        Attempt = (int)row.GetInt64(7),
        Payload = row.GetString(8),
        Seal = row.GetFieldValue<byte[]>(9),
    };
}
