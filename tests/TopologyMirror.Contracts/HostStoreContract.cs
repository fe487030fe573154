using TopologyMirror.Durability;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IHostStore"/> must do, in a store in which no other case's host is alive or cluster switches.</summary>
public static class HostStoreContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="isDurable">True when what was written is there after the store was opened anew.</param>
    public static ContractSuite For(FixtureScope<IStoreFixture> scope, bool isDurable) =>
        new SuiteBuilder<IStoreFixture>(nameof(IHostStore), scope)
            .Add(BeatAsync_Several_GivesAllInOrder)
            .Add(BeatAsync_NotAgain_IsGoneAfterItsDuration)
            .Add(BeatAsync_Again_StaysAlive)
            .Add(BeatAsync_Leases_AreCountedWhileTheyHold)
            .Add(LeaveAsync_Alive_IsGoneAtOnce)
            .Add(LeaveAsync_Unknown_IsNoError)
            .Add(TryBeginSwitchAsync_UpToTheLimit_IsGranted)
            .Add(TryBeginSwitchAsync_Noted_IsGrantedAgain)
            .Add(TryBeginSwitchAsync_Ended_LetsTheNext)
            .Add(TryBeginSwitchAsync_ManyAtOnce_GrantsTheLimit)
            .Add(TryBeginSwitchAsync_LeaseLost_IsRefused)
            .Add(TryBeginSwitchAsync_NotedByTheOwnerBefore_StaysNoted)
            .Add(EndSwitchAsync_LeaseLost_IsRefused)
            .Add(EndSwitchAsync_NotNoted_IsNoError)
            .AddWhen(isDurable, TryBeginSwitchAsync_Reopened_StaysNoted)
            .Build();

    private static async Task BeatAsync_Several_GivesAllInOrder(IStoreFixture f, CancellationToken token)
    {
        await f.Hosts.BeatAsync("b", f.LeaseDuration, token);
        await f.Hosts.BeatAsync("a", f.LeaseDuration, token);
        Expect.SameItems([new("B", 0), new("a", 0), new("b", 0)], await f.Hosts.BeatAsync("B", f.LeaseDuration, token));
    }

    private static async Task BeatAsync_NotAgain_IsGoneAfterItsDuration(IStoreFixture f, CancellationToken token)
    {
        await f.Hosts.BeatAsync("a", f.LeaseDuration, token);
        await f.PassTimeAsync(f.LeaseDuration * 1.1, token);
        Expect.SameItems([new("b", 0)], await f.Hosts.BeatAsync("b", f.LeaseDuration, token));
    }

    private static async Task BeatAsync_Again_StaysAlive(IStoreFixture f, CancellationToken token)
    {
        for (int i = 0; i < 3; i++)
        {
            await f.Hosts.BeatAsync("a", f.LeaseDuration, token);
            await f.PassTimeAsync(f.LeaseDuration * 0.6, token);
        }

        Expect.SameItems([new("a", 0), new("b", 0)], await f.Hosts.BeatAsync("b", f.LeaseDuration, token));
    }

    private static async Task BeatAsync_Leases_AreCountedWhileTheyHold(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant grant = await GrantedAsync(f, f.Cluster, "a", token);
        await GrantedAsync(f, f.OtherCluster, "a", token);
        Expect.SameItems([new("a", 2)], await f.Hosts.BeatAsync("a", f.LeaseDuration * 3, token));
        await f.Leases.ReleaseAsync(grant, token);
        Expect.SameItems([new("a", 1)], await f.Hosts.BeatAsync("a", f.LeaseDuration * 3, token));
        await f.PassTimeAsync(f.LeaseDuration * 1.1, token);
        Expect.SameItems([new("a", 0), new("b", 0)], await f.Hosts.BeatAsync("b", f.LeaseDuration, token));
    }

    private static async Task LeaveAsync_Alive_IsGoneAtOnce(IStoreFixture f, CancellationToken token)
    {
        await f.Hosts.BeatAsync("a", f.LeaseDuration, token);
        LeaseGrant grant = await GrantedAsync(f, f.Cluster, "a", token);
        await f.Hosts.LeaveAsync("a", token);
        Expect.SameItems([new("b", 0)], await f.Hosts.BeatAsync("b", f.LeaseDuration, token));
        Expect.That(await f.Leases.TryRenewAsync(grant, token), "The leases of a host that left were taken from it.");
    }

    private static async Task LeaveAsync_Unknown_IsNoError(IStoreFixture f, CancellationToken token) => await f.Hosts.LeaveAsync("a", token);

    private static async Task TryBeginSwitchAsync_UpToTheLimit_IsGranted(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant first = await GrantedAsync(f, f.Cluster, "a", token);
        LeaseGrant second = await GrantedAsync(f, f.OtherCluster, "b", token);
        await BeginsAsync(f, first, 1, true, token);
        await BeginsAsync(f, second, 1, false, token);
        await BeginsAsync(f, second, 2, true, token);
    }

    private static async Task TryBeginSwitchAsync_Noted_IsGrantedAgain(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant grant = await GrantedAsync(f, f.Cluster, "a", token);
        await BeginsAsync(f, grant, 1, true, token);
        await BeginsAsync(f, grant, 1, true, token);
        await BeginsAsync(f, await GrantedAsync(f, f.OtherCluster, "a", token), int.MaxValue, true, token);
    }

    private static async Task TryBeginSwitchAsync_Ended_LetsTheNext(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant first = await GrantedAsync(f, f.Cluster, "a", token);
        LeaseGrant second = await GrantedAsync(f, f.OtherCluster, "b", token);
        await BeginsAsync(f, first, 1, true, token);
        await f.Hosts.EndSwitchAsync(first, token);
        await BeginsAsync(f, second, 1, true, token);
    }

    private static async Task TryBeginSwitchAsync_ManyAtOnce_GrantsTheLimit(IStoreFixture f, CancellationToken token)
    {
        var grants = new List<LeaseGrant>();
        for (int i = 0; i < 8; i++)
        {
            grants.Add(await GrantedAsync(f, new ClusterName($"{f.Cluster}-{i}"), $"owner-{i}", token));
        }

        bool[] begun = await Task.WhenAll(grants.Select(g => Task.Run(() => f.Hosts.TryBeginSwitchAsync(g, 3, token).AsTask(), token)));
        Expect.Equal(3, begun.Count(b => b));
    }

    private static async Task TryBeginSwitchAsync_LeaseLost_IsRefused(IStoreFixture f, CancellationToken token)
    {
        (LeaseGrant old, LeaseGrant current) = await HandedOverAsync(f, token);
        StaleEpochException refusal = await Expect.ThrowsAsync<StaleEpochException>(
            async () => await f.Hosts.TryBeginSwitchAsync(old, 1, token), "A switch of an owner that lost its lease");
        Expect.Equal(current.Epoch, refusal.Current);
        await BeginsAsync(f, await GrantedAsync(f, f.OtherCluster, "c", token), 1, true, token);
    }

    private static async Task TryBeginSwitchAsync_NotedByTheOwnerBefore_StaysNoted(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant old = await GrantedAsync(f, f.Cluster, "a", token);
        await BeginsAsync(f, old, 1, true, token);
        await f.PassTimeAsync(f.LeaseDuration * 1.1, token);
        LeaseGrant next = await GrantedAsync(f, f.Cluster, "b", token);
        LeaseGrant other = await GrantedAsync(f, f.OtherCluster, "c", token);
        await BeginsAsync(f, other, 1, false, token);
        await BeginsAsync(f, next, 1, true, token);
        await f.Hosts.EndSwitchAsync(next, token);
        await BeginsAsync(f, other, 1, true, token);
    }

    private static async Task EndSwitchAsync_LeaseLost_IsRefused(IStoreFixture f, CancellationToken token)
    {
        (LeaseGrant old, LeaseGrant current) = await HandedOverAsync(f, token);
        await BeginsAsync(f, current, 1, true, token);
        await Expect.ThrowsAsync<StaleEpochException>(async () => await f.Hosts.EndSwitchAsync(old, token), "The end of a switch by an owner that lost its lease");
        await BeginsAsync(f, await GrantedAsync(f, f.OtherCluster, "c", token), 1, false, token);
    }

    private static async Task EndSwitchAsync_NotNoted_IsNoError(IStoreFixture f, CancellationToken token) =>
        await f.Hosts.EndSwitchAsync(await GrantedAsync(f, f.Cluster, "a", token), token);

    private static async Task TryBeginSwitchAsync_Reopened_StaysNoted(IStoreFixture f, CancellationToken token)
    {
        await BeginsAsync(f, await GrantedAsync(f, f.Cluster, "a", token), 1, true, token);
        await f.ReopenAsync(token);
        await BeginsAsync(f, await GrantedAsync(f, f.OtherCluster, "b", token), 1, false, token);
    }

    private static async Task BeginsAsync(IStoreFixture f, LeaseGrant grant, int limit, bool granted, CancellationToken token)
    {
        bool begins = await f.Hosts.TryBeginSwitchAsync(grant, limit, token);
        Expect.That(begins == granted, $"A switch of '{grant.Cluster}' was {(begins ? "granted" : "refused")} at the limit {limit}, and must not be.");
    }

    private static async Task<(LeaseGrant Old, LeaseGrant Current)> HandedOverAsync(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant old = await GrantedAsync(f, f.Cluster, "a", token);
        await f.PassTimeAsync(f.LeaseDuration * 1.1, token);
        return (old, await GrantedAsync(f, f.Cluster, "b", token));
    }

    private static async Task<LeaseGrant> GrantedAsync(IStoreFixture f, ClusterName cluster, string owner, CancellationToken token) =>
        await f.Leases.TryAcquireAsync(cluster, owner, f.LeaseDuration, token)
        ?? throw new ContractViolationException($"'{owner}' was refused the lease of '{cluster}', which is free or expired.");
}
