using System.Diagnostics;
using System.Globalization;
using System.Text;
using TopologyMirror.Durability;
using TopologyMirror.Storage.Sqlite;

namespace TopologyMirror.Benchmarks;

/// <summary>
/// How long an append to the SQLite store takes, against a bare write and sync of the same payload to a file in the same directory. Both are
/// done in turns, so that they meet the same disk. The syncs are counted from outside: docs/storage.md.
/// </summary>
internal static class JournalLatency
{
    private const int Rounds = 1_000;

    public static void Measure(string directory)
    {
        string payload = "{\"text\":\"" + new string('x', 500) + "\"}";
        byte[] bytes = Encoding.UTF8.GetBytes(payload);
        using var store = new SqliteStore(Path.Combine(directory, "latency.db"), TimeProvider.System);
        using var bare = new FileStream(Path.Combine(directory, "latency.bare"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var record = new JournalRecord { Cluster = new ClusterName("shop"), Time = DateTimeOffset.UnixEpoch, Epoch = new Epoch(1), Kind = JournalRecordKind.Result, Payload = payload };
        List<double> appends = [];
        List<double> writes = [];
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            store.AppendAsync(record, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            appends.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
            bare.Write(bytes);
            bare.Flush(flushToDisk: true);
            writes.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"append: p50 {At(appends, 0.5):0.000} ms, p99 {At(appends, 0.99):0.000} ms over {Rounds}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bare write and sync: p50 {At(writes, 0.5):0.000} ms, p99 {At(writes, 0.99):0.000} ms over {Rounds}"));
    }

    private static double At(List<double> values, double quantile) => values.Order().ElementAt((int)(quantile * (values.Count - 1)));
}
