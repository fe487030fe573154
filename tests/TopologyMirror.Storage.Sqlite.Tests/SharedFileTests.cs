using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite.Tests;

/// <summary>Several stores on one file, as several processes have them; and a clock that goes back.</summary>
public sealed class SharedFileTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task AppendAsync_TwoStoresAtOnce_KeepsAllInOneChain()
    {
        using var file = new TemporaryFile();
        await using SqliteStore first = file.Open();
        await using SqliteStore second = file.Open();

        await Task.WhenAll(new[] { first, second }.Select((store, s) => Task.Run(
            async () =>
            {
                for (int i = 0; i < 25; i++)
                {
                    await store.AppendAsync(file.Record((100 * s) + i), TemporaryFile.Token);
                }
            },
            TemporaryFile.Token)));

        IReadOnlyList<JournalRecord> read = await first.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token);
        read.Select(r => r.Sequence).ShouldBe(Enumerable.Range(1, 50).Select(i => (long)i));
        read.Select(r => r.Step).Order().ShouldBe(Enumerable.Range(0, 25).Concat(Enumerable.Range(100, 25)));
        (await second.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token)).ShouldBe(read);
    }

    [Fact]
    public async Task TryAcquireAsync_TwoStores_AgreeOnOneOwner()
    {
        using var file = new TemporaryFile();
        await using SqliteStore first = file.Open();
        await using SqliteStore second = file.Open();
        LeaseGrant a = (await first.TryAcquireAsync(TemporaryFile.Cluster, "a", Duration, TemporaryFile.Token))!;

        (await second.TryAcquireAsync(TemporaryFile.Cluster, "b", Duration, TemporaryFile.Token)).ShouldBeNull();
        file.Time.Advance(Duration);
        LeaseGrant b = (await second.TryAcquireAsync(TemporaryFile.Cluster, "b", Duration, TemporaryFile.Token))!;

        (await first.TryRenewAsync(a, TemporaryFile.Token)).ShouldBeFalse();
        await Should.ThrowAsync<StaleEpochException>(async () => await first.AppendAsync(file.Record(1) with { Epoch = a.Epoch }, TemporaryFile.Token));
        (await first.AppendAsync(file.Record(1) with { Epoch = b.Epoch }, TemporaryFile.Token)).ShouldBe(1);
    }

    [Fact]
    public async Task TryAcquireAsync_ClockGoesBack_WaitsForTheDurationAndNoLonger()
    {
        using var file = new TemporaryFile();
        await using SqliteStore store = file.Open();
        LeaseGrant a = (await store.TryAcquireAsync(TemporaryFile.Cluster, "a", Duration, TemporaryFile.Token))!;
        file.Time.Set(TimeSpan.FromHours(-1));

        (await store.TryAcquireAsync(TemporaryFile.Cluster, "b", Duration, TemporaryFile.Token)).ShouldBeNull();
        file.Time.Advance(Duration * 0.9);
        (await store.TryAcquireAsync(TemporaryFile.Cluster, "b", Duration, TemporaryFile.Token)).ShouldBeNull();
        file.Time.Advance(Duration * 0.2);
        LeaseGrant b = (await store.TryAcquireAsync(TemporaryFile.Cluster, "b", Duration, TemporaryFile.Token)).ShouldNotBeNull();

        b.Epoch.ShouldBeGreaterThan(a.Epoch);
        (await store.TryRenewAsync(a, TemporaryFile.Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task TryAcquireAsync_ClockGoesBackAndTheOwnerRenews_StaysHeld()
    {
        using var file = new TemporaryFile();
        await using SqliteStore store = file.Open();
        LeaseGrant a = (await store.TryAcquireAsync(TemporaryFile.Cluster, "a", Duration, TemporaryFile.Token))!;
        file.Time.Set(TimeSpan.FromHours(-1));

        for (int i = 0; i < 5; i++)
        {
            (await store.TryAcquireAsync(TemporaryFile.Cluster, "b", Duration, TemporaryFile.Token)).ShouldBeNull();
            file.Time.Advance(Duration * 0.6);
            (await store.TryRenewAsync(a, TemporaryFile.Token)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task BeatAsync_ClockGoesBack_ForgetsTheDeadAfterTheDuration()
    {
        using var file = new TemporaryFile();
        await using SqliteStore store = file.Open();
        await store.BeatAsync("dead", Duration, TemporaryFile.Token);
        file.Time.Set(TimeSpan.FromHours(-1));

        (await store.BeatAsync("a", Duration, TemporaryFile.Token)).Select(h => h.Owner).ShouldBe(["a", "dead"]);
        file.Time.Advance(Duration * 1.1);
        (await store.BeatAsync("a", Duration, TemporaryFile.Token)).Select(h => h.Owner).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Open_EightAtOnce_MakeOneSchema()
    {
        using var file = new TemporaryFile();

        SqliteStore[] stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => file.Open(), TemporaryFile.Token)));

        foreach (SqliteStore store in stores)
        {
            (await store.ReadAsync(TemporaryFile.Cluster, 0, TemporaryFile.Token)).ShouldBeEmpty();
            store.Dispose();
        }
    }
}
