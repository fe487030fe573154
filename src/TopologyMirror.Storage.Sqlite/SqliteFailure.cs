using Microsoft.Data.Sqlite;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite;

/// <summary>Says in the library's own words what SQLite reports. Result codes: https://www.sqlite.org/rescode.html.</summary>
internal static class SqliteFailure
{
    public static StoreException Of(string store, SqliteException e) => e.SqliteErrorCode switch
    {
        3 or 23 => new StoreException(store, StoreFault.Refused, $"the file system does not allow it ({e.Message})", e),
        5 or 6 => new StoreException(store, StoreFault.Locked, "another process held it for longer than the busy time-out", e),
        8 => new StoreException(store, StoreFault.ReadOnly, "it may be read, and not written", e),
        11 => new StoreException(store, StoreFault.Damaged, $"the file is damaged ({e.Message})", e),
        13 => new StoreException(store, StoreFault.Full, "there is no room left on its disk, or within SqliteStoreOptions.MaximumSize", e),
        14 => CannotOpen(store, e),
        26 => new StoreException(store, StoreFault.Damaged, "the file is no SQLite database", e),
        10 => new StoreException(store, StoreFault.Unreachable, $"its disk did not do what it was asked ({e.Message})", e),
        _ => new StoreException(store, StoreFault.Other, e.Message.TrimEnd('.'), e),
    };

    private static StoreException CannotOpen(string store, SqliteException e) =>
        Path.GetDirectoryName(store) is { Length: > 0 } directory && !Directory.Exists(directory)
            ? new StoreException(store, StoreFault.Missing, $"its directory '{directory}' is not there", e)
            : new StoreException(store, StoreFault.Refused, "the file cannot be opened", e);
}
