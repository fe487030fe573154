using TopologyMirror.Durability;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Durability;

public sealed class LeaseHandleTests
{
    private static readonly ClusterName Shop = new("shop");

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    private readonly SimulationWorld _world = new(1, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly RemoteLeases _leases;

    public LeaseHandleTests() => _leases = new RemoteLeases(_world);

    [Fact]
    public void TryAcquireAsync_Free_HoldsWithTheStoresEpoch() => _world.Run(async () =>
    {
        LeaseHandle handle = await AcquireAsync();
        handle.Cluster.ShouldBe(Shop);
        handle.Epoch.ShouldBe(new Epoch(1));
        handle.LostToken.IsCancellationRequested.ShouldBeFalse();

        // Counted from before the store was asked.
        handle.Remaining.ShouldBe(Duration - TimeSpan.FromMilliseconds(200));
        await handle.DisposeAsync();
    });

    [Fact]
    public void TryAcquireAsync_HeldByAnother_GivesNothing() => _world.Run(async () =>
    {
        (await _world.Store.TryAcquireAsync(Shop, "other", Duration, CancellationToken.None)).ShouldNotBeNull();
        (await TryAcquireAsync()).ShouldBeNull();
    });

    [Fact]
    public void Timer_LongWork_RenewsAtAThirdOfItsDuration() => _world.Run(async () =>
    {
        LeaseHandle handle = await AcquireAsync();
        await PassAsync(60);

        handle.LostToken.IsCancellationRequested.ShouldBeFalse();
        handle.Remaining.ShouldBeGreaterThan(Duration * 0.6);
        _leases.Renewals.Count.ShouldBe(18);
        _leases.Renewals.Zip(_leases.Renewals.Skip(1), (a, b) => b - a).ShouldAllBe(gap => Math.Abs((gap - (Duration / 3)).Ticks) <= 1);
        (await _world.Store.TryAcquireAsync(Shop, "other", Duration, CancellationToken.None)).ShouldBeNull();
        await handle.DisposeAsync();
    });

    [Fact]
    public void Timer_StoreFailsForAWhile_KeepsTheLease() => _world.Run(async () =>
    {
        LeaseHandle handle = await AcquireAsync();
        _leases.Fails = true;
        await PassAsync(6);
        handle.LostToken.IsCancellationRequested.ShouldBeFalse();
        _leases.Fails = false;
        await PassAsync(30);
        handle.LostToken.IsCancellationRequested.ShouldBeFalse();
        await handle.DisposeAsync();
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LostToken_StoreAwayForTheDuration_IsCancelledWhenTheLeaseExpires(bool hangs)
    {
        TimeSpan? lostAt = null;
        _world.Run(async () =>
        {
            DateTimeOffset asked = _world.Now;
            LeaseHandle handle = await AcquireAsync();
            using CancellationTokenRegistration registration = handle.LostToken.Register(() => lostAt = _world.Now - asked);
            (_leases.Hangs, _leases.Fails) = (hangs, !hangs);
            await PassAsync(9.2);
            handle.LostToken.IsCancellationRequested.ShouldBeFalse();
            await PassAsync(20);
            handle.Remaining.ShouldBe(TimeSpan.Zero);
            await handle.DisposeAsync();
        });

        // Before it would expire, counted from before the store was asked: by the margin that clocks may drift apart.
        lostAt.ShouldBe(Duration - Margin);
    }

    [Fact]
    public void LostToken_StoreAwayAfterARenewal_IsCancelledWhenThatExpires()
    {
        DateTimeOffset? lostAt = null;
        TimeSpan renewed = TimeSpan.Zero;
        _world.Run(async () =>
        {
            LeaseHandle handle = await AcquireAsync();
            using CancellationTokenRegistration registration = handle.LostToken.Register(() => lostAt = _world.Now);
            await PassAsync(14);
            renewed = _leases.Renewals[^1];
            _leases.Hangs = true;
            await PassAsync(20);
            await handle.DisposeAsync();
        });

        lostAt.ShouldBe(_world.Start + renewed + Duration - Margin);
    }

    [Fact]
    public void LostToken_AnotherTookOver_IsCancelledAtTheNextRenewal() => _world.Run(async () =>
    {
        LeaseHandle handle = await AcquireAsync();

        // The same name from elsewhere: a restarted process, for the store.
        LeaseGrant? other = await _world.Store.TryAcquireAsync(Shop, "me", Duration, CancellationToken.None);
        await PassAsync(4);

        handle.LostToken.IsCancellationRequested.ShouldBeTrue();
        handle.Remaining.ShouldBe(TimeSpan.Zero);
        int renewals = _leases.Renewals.Count;
        await PassAsync(5);
        _leases.Renewals.Count.ShouldBe(renewals);
        await handle.DisposeAsync();
        _leases.Releases.ShouldBe(0);
        (await _world.Store.TryRenewAsync(other.ShouldNotBeNull(), CancellationToken.None)).ShouldBeTrue();
    });

    [Fact]
    public void LostToken_CallbackDisposesTheHandle_StopsEverything() => _world.Run(async () =>
    {
        LeaseHandle handle = await AcquireAsync();
        Task? disposed = null;
        using CancellationTokenRegistration registration = handle.LostToken.Register(() => disposed = handle.DisposeAsync().AsTask());
        _leases.Hangs = true;
        await PassAsync(60);
        await disposed.ShouldNotBeNull();

        // Asked for twice, a third of its duration after each other, before it was lost.
        _leases.Renewals.Count.ShouldBe(2);
        _leases.Releases.ShouldBe(0);
    });

    [Fact]
    public void DisposeAsync_Held_GivesTheLeaseBackAndStopsRenewing() => _world.Run(async () =>
    {
        LeaseHandle handle = await AcquireAsync();
        await handle.DisposeAsync();
        await handle.DisposeAsync();

        handle.Remaining.ShouldBe(TimeSpan.Zero);
        handle.LostToken.IsCancellationRequested.ShouldBeFalse();
        _leases.Releases.ShouldBe(1);
        LeaseGrant? other = await _world.Store.TryAcquireAsync(Shop, "other", Duration, CancellationToken.None);
        other.ShouldNotBeNull().Epoch.ShouldBe(new Epoch(2));
        await PassAsync(30);
        _leases.Renewals.ShouldBeEmpty();
    });

    [Fact]
    public void DisposeAsync_StoreAway_DoesNotThrow() => _world.Run(async () =>
    {
        LeaseHandle handle = await AcquireAsync();
        _leases.Fails = true;
        await handle.DisposeAsync();
        _leases.Releases.ShouldBe(1);
    });

    private ValueTask<LeaseHandle?> TryAcquireAsync() =>
        LeaseHandle.TryAcquireAsync(_leases, _world.Time, Shop, "me", Duration, CancellationToken.None);

    private async Task<LeaseHandle> AcquireAsync() => (await TryAcquireAsync()).ShouldNotBeNull();

    private Task PassAsync(double seconds) => _world.WaitUntilAsync(_world.Now + TimeSpan.FromSeconds(seconds));
}
