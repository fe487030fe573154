using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite.Tests;

/// <summary>What older versions wrote is read for ever: one dump per version of the schema, each as that version wrote it.</summary>
public sealed class OldJournalTests
{
    [Fact]
    public async Task Open_FileOfVersion1_ReadsEverything()
    {
        using var file = new TemporaryFile();
        string dump = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Old", "version-1.sql"), TemporaryFile.Token);
        file.Tamper(dump);
        file.Time.Set(TimeSpan.FromDays(-59));
        await using SqliteStore store = file.Open();

        IReadOnlyList<JournalRecord> records = await store.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token);
        records.Select(r => (r.Sequence, r.Kind)).ShouldBe(
            [
                (3, JournalRecordKind.Checkpoint), (4, JournalRecordKind.Opened), (5, JournalRecordKind.Intent), (6, JournalRecordKind.Result), (7, JournalRecordKind.Closed),
            ]);
        records[2].ShouldBe(new JournalRecord
        {
            Sequence = 5,
            Cluster = TemporaryFile.Cluster,
            Time = new DateTimeOffset(2026, 1, 1, 0, 0, 5, TimeSpan.Zero),
            Epoch = new Epoch(1),
            Kind = JournalRecordKind.Intent,
            Run = new RunId(9),
            Step = 5,
            Attempt = 2,
            FormatVersion = 1,
            Payload = "{\"text\":\"na\u00efve 'quoted' \u2603\"}",
        });
        (await store.FindCheckpointAsync(TemporaryFile.Cluster, TemporaryFile.Token)).ShouldBe(3);
        (await store.TryReadAsync(TemporaryFile.Cluster, "forecast/requests", TemporaryFile.Token)).ShouldBe([1, 2, 255]);
        (await store.ReadOpenAsync(TemporaryFile.Cluster, TemporaryFile.Token)).Select(c => c.Key).ShouldBe(["open"]);
        (await store.FindAsync(TemporaryFile.Cluster, "answered", TemporaryFile.Token))!.Answer.ShouldBe(
            new CommandAnswer(false, "too late", new DateTimeOffset(2026, 1, 1, 0, 0, 20, TimeSpan.Zero), "host-a"));
        (await store.FindBrokenGlassAsync(new ClusterName("bank"), TemporaryFile.Token))!.Actor.ShouldBe("ann");
        (await store.TryAcquireAsync(TemporaryFile.Cluster, "b", TimeSpan.FromSeconds(10), TemporaryFile.Token)).ShouldBeNull();
        (await store.AppendAsync(file.Record(8), TemporaryFile.Token)).ShouldBe(8);
    }
}
