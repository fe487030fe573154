using TopologyMirror.Durability;
using TopologyMirror.Routing;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IMonitoringTarget"/> must do.</summary>
public static class MonitoringTargetContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="declared">What the port says of itself.</param>
    public static ContractSuite For(FixtureScope<IMonitoringFixture> scope, PortDescription declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        bool atomic = declared.Fencing == Fencing.Atomic;
        return new SuiteBuilder<IMonitoringFixture>(nameof(IMonitoringTarget), scope)
            .Add((f, _) => Description_Asked_IsAsDeclared(f, declared), nameof(Description_Asked_IsAsDeclared))
            .Add(ObserveAsync_NothingAttached_IsEmptyAndStamped)
            .Add(AttachAsync_Instances_AreWatched)
            .Add(AttachAsync_WatchedAlready_IsNoError)
            .Add(DetachAsync_Watched_IsWatchedNoLonger)
            .Add(DetachAsync_Unknown_IsNoError)
            .AddWhen(atomic, AttachAsync_StaleEpoch_IsRefused)
            .AddWhen(atomic, DetachAsync_StaleEpoch_IsRefused)
            .Build();
    }

    private static Task Description_Asked_IsAsDeclared(IMonitoringFixture f, PortDescription declared)
    {
        Expect.Equal(declared, f.Monitoring.Description);
        return Task.CompletedTask;
    }

    private static async Task ObserveAsync_NothingAttached_IsEmptyAndStamped(IMonitoringFixture f, CancellationToken token)
    {
        DateTimeOffset asked = f.Time.GetUtcNow();
        MonitoringSnapshot snapshot = await f.Monitoring.ObserveAsync(f.Cluster, token);
        Expect.Empty(snapshot.Watched);
        Expect.Stamped(f, asked, snapshot.ObservedAt);
    }

    private static async Task AttachAsync_Instances_AreWatched(IMonitoringFixture f, CancellationToken token)
    {
        await AttachAsync(f, 1, token, f.Instances[0]);
        await WatchedAsync(f, token, f.Instances[0]);
        await AttachAsync(f, 2, token, f.Instances[1]);
        await WatchedAsync(f, token, [.. f.Instances]);
    }

    private static async Task AttachAsync_WatchedAlready_IsNoError(IMonitoringFixture f, CancellationToken token)
    {
        await AttachAsync(f, 1, token, f.Instances[0]);
        await AttachAsync(f, 1, token, f.Instances[0]);
        await AttachAsync(f, 2, token, [.. f.Instances]);
        await WatchedAsync(f, token, [.. f.Instances]);
    }

    private static async Task DetachAsync_Watched_IsWatchedNoLonger(IMonitoringFixture f, CancellationToken token)
    {
        await AttachAsync(f, 1, token, [.. f.Instances]);
        await WatchedAsync(f, token, [.. f.Instances]);
        await DetachAsync(f, 2, token, f.Instances[0]);
        await DetachAsync(f, 2, token, f.Instances[0]);
        await WatchedAsync(f, token, f.Instances[1]);
    }

    private static async Task DetachAsync_Unknown_IsNoError(IMonitoringFixture f, CancellationToken token)
    {
        await AttachAsync(f, 1, token, [.. f.Instances]);
        await DetachAsync(f, 2, token, [.. new[] { f.Instances[0], new InstanceId("no-such-instance") }.Order()]);
        await WatchedAsync(f, token, f.Instances[1]);
    }

    private static async Task AttachAsync_StaleEpoch_IsRefused(IMonitoringFixture f, CancellationToken token)
    {
        await AttachAsync(f, 1, token, f.Instances[0]);
        await Expect.ThrowsAsync<StaleEpochException>(
            () => f.Monitoring.AttachAsync(new(Effects.Key(f, 2), Effects.Stale, [f.Instances[1]]), token), "Attaching under a stale epoch");
        await WatchedAsync(f, token, f.Instances[0]);
    }

    private static async Task DetachAsync_StaleEpoch_IsRefused(IMonitoringFixture f, CancellationToken token)
    {
        await AttachAsync(f, 1, token, f.Instances[0]);
        await Expect.ThrowsAsync<StaleEpochException>(
            () => f.Monitoring.DetachAsync(new(Effects.Key(f, 2), Effects.Stale, [f.Instances[0]]), token), "Detaching under a stale epoch");
        await WatchedAsync(f, token, f.Instances[0]);
    }

    private static ValueTask AttachAsync(IMonitoringFixture f, int step, CancellationToken token, params InstanceId[] instances) =>
        f.Monitoring.AttachAsync(new MonitoringArguments(Effects.Key(f, step), Effects.Current, instances), token);

    private static ValueTask DetachAsync(IMonitoringFixture f, int step, CancellationToken token, params InstanceId[] instances) =>
        f.Monitoring.DetachAsync(new MonitoringArguments(Effects.Key(f, step), Effects.Current, instances), token);

    private static Task WatchedAsync(IMonitoringFixture f, CancellationToken token, params InstanceId[] instances) => Expect.EventuallyAsync(
        f,
        async () => (await f.Monitoring.ObserveAsync(f.Cluster, token)).Watched.SetEquals(instances),
        $"[{string.Join(", ", instances)}] are watched, and no others",
        token);
}
