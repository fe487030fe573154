using System.Net.Sockets;
using Npgsql;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Postgres;

/// <summary>
/// Says in the library's own words what the server or the connection reports, without anything of the connection string but host and database.
/// SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html.
/// </summary>
internal static class PostgresFailure
{
    public static bool IsOne(Exception e) => e is NpgsqlException or SocketException or TimeoutException or IOException;

    public static StoreException Of(string store, Exception e) => e switch
    {
        PostgresException { SqlState: ['2', '8', ..] } => new StoreException(store, StoreFault.Refused, "user or password is wrong, or the user may not connect", e),
        PostgresException { SqlState: "42501" } p => new StoreException(store, StoreFault.Refused, p.MessageText, e),
        PostgresException { SqlState: "3D000" } p => new StoreException(store, StoreFault.Missing, p.MessageText, e),
        PostgresException { SqlState: "25006" } p => new StoreException(store, StoreFault.ReadOnly, p.MessageText, e),
        PostgresException { SqlState: ['5', '3', ..] } p => new StoreException(store, StoreFault.Full, p.MessageText, e),
        PostgresException { SqlState: "55P03" or "40P01" } p => new StoreException(store, StoreFault.Locked, p.MessageText, e),
        PostgresException { SqlState: "XX001" or "XX002" } p => new StoreException(store, StoreFault.Damaged, p.MessageText, e),
        PostgresException { SqlState: ['5', '7', ..] or ['0', '8', ..] } p => new StoreException(store, StoreFault.Unreachable, p.MessageText, e),
        PostgresException p => new StoreException(store, StoreFault.Other, $"{p.MessageText} ({p.SqlState})", e),
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => new StoreException(store, StoreFault.Unreachable, "it did not answer within the time-out", e),
        _ => new StoreException(store, StoreFault.Unreachable, "it cannot be reached, or the connection was lost", e),
    };
}
