using System.Globalization;
using TopologyMirror.Durability;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Durability;

public sealed class LeaseKeeperTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    private readonly SimulationWorld _world = new(1, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly RemoteLeases _leases;

    private readonly LeaseKeeper _keeper;

    public LeaseKeeperTests()
    {
        _leases = new RemoteLeases(_world);
        _keeper = new LeaseKeeper(_leases, _world.Time);
    }

    [Fact]
    public void Keeper_TenThousandLeasesTakenInTheCourseOfAMinute_AsksTenTimesASecondAtMost() => _world.Run(async () =>
    {
        LeaseHandle[] handles = await AcquireAsync(10_000, each: TimeSpan.FromMilliseconds(6));
        await PassAsync(20);
        _leases.Renewals.Clear();
        await PassAsync(60);

        handles.ShouldAllBe(h => h.Remaining > Duration / 2);
        _leases.Renewals.Count.ShouldBeLessThanOrEqualTo(600);
        _leases.Renewals.GroupBy(r => (int)r.TotalSeconds).Max(s => s.Count()).ShouldBeLessThanOrEqualTo(10);
        _leases.LargestBatch.ShouldBeLessThanOrEqualTo(LeaseKeeper.BatchSize);

        // Each was asked for at least once in a third of its duration.
        _leases.Renewed.ShouldBeGreaterThanOrEqualTo(10_000 * 17);
    });

    [Fact]
    public void Keeper_OneOfManyCallsFails_LosesNoLease() => _world.Run(async () =>
    {
        LeaseHandle[] handles = await AcquireAsync(2_500);
        _leases.FailsEvery = 2;
        await PassAsync(120);
        handles.ShouldAllBe(h => h.Remaining > TimeSpan.Zero);
    });

    [Fact]
    public void Keeper_OneCallHangs_AsksAgainAThirdLater() => _world.Run(async () =>
    {
        LeaseHandle[] handles = await AcquireAsync(2);
        await PassAsync(4);
        int before = _leases.Renewals.Count;
        _leases.Hangs = true;
        await PassAsync(3);
        _leases.Renewals.Count.ShouldBe(before + 1);
        _leases.Hangs = false;
        await PassAsync(60);
        handles.ShouldAllBe(h => h.Remaining > TimeSpan.Zero);
    });

    [Fact]
    public void Keeper_StoreHangs_LosesEachLeaseBeforeItExpires() => _world.Run(async () =>
    {
        LeaseHandle[] handles = await AcquireAsync(1_500, each: TimeSpan.FromMilliseconds(2));
        await PassAsync(20);
        _leases.Hangs = true;
        var left = new List<TimeSpan>();
        foreach (LeaseHandle handle in handles)
        {
            handle.LostToken.Register(() => left.Add(ExpiryOf(handle) - _world.Now));
        }

        await PassAsync(60);
        left.Count.ShouldBe(handles.Length);

        // The store still holds every lease at the moment at which its owner stops.
        left.ShouldAllBe(l => l > TimeSpan.Zero);
    });

    [Fact]
    public void Keeper_OneLeaseIsTakenOver_LosesThatOneOnly() => _world.Run(async () =>
    {
        LeaseHandle[] handles = await AcquireAsync(5);
        await _world.Store.TryAcquireAsync(handles[2].Cluster, "me", Duration, CancellationToken.None);
        await PassAsync(4);
        handles.Select(h => h.LostToken.IsCancellationRequested).ShouldBe([false, false, true, false, false]);
    });

    private DateTimeOffset ExpiryOf(LeaseHandle handle) => _leases.Expiries[handle.Cluster];

    private async Task<LeaseHandle[]> AcquireAsync(int count, TimeSpan each = default)
    {
        _leases.IsFast = true;
        var handles = new List<LeaseHandle>();
        for (int i = 0; i < count; i++)
        {
            var cluster = new ClusterName(string.Create(CultureInfo.InvariantCulture, $"c{i:00000}"));
            handles.Add((await _keeper.TryAcquireAsync(cluster, "me", Duration, CancellationToken.None)).ShouldNotBeNull());
            await _world.WaitUntilAsync(_world.Now + each);
        }

        _leases.IsFast = false;
        return [.. handles];
    }

    private Task PassAsync(double seconds) => _world.WaitUntilAsync(_world.Now + TimeSpan.FromSeconds(seconds));
}
