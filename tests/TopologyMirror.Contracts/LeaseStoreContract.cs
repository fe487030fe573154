using TopologyMirror.Durability;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="ILeaseStore"/> must do.</summary>
public static class LeaseStoreContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="isDurable">True when what was written is there after the store was opened anew.</param>
    public static ContractSuite For(FixtureScope<IStoreFixture> scope, bool isDurable) =>
        new SuiteBuilder<IStoreFixture>(nameof(ILeaseStore), scope)
            .Add(TryAcquireAsync_Free_Grants)
            .Add(TryAcquireAsync_HeldByAnother_GivesNothing)
            .Add(TryAcquireAsync_OwnAlready_Grants)
            .Add(TryAcquireAsync_Expired_GrantsHigherEpoch)
            .Add(TryAcquireAsync_Expired_TellsHowLongAgo)
            .Add(TryAcquireAsync_Released_TellsNothingOfTheLeaseBefore)
            .Add(TryAcquireAsync_Released_GrantsHigherEpochAtOnce)
            .Add(TryAcquireAsync_OtherCluster_Grants)
            .Add(TryAcquireAsync_ManyAtOnce_GrantsOne)
            .Add(TryRenewAsync_Held_Prolongs)
            .Add(TryRenewAsync_Expired_IsFalse)
            .Add(TryRenewAsync_Lost_IsFalseAndLeavesTheNewOwner)
            .Add(TryRenewAsync_Released_IsFalse)
            .Add(RenewAsync_None_GivesNone)
            .Add(RenewAsync_Several_GivesThoseThatHold)
            .Add(ReleaseAsync_Lost_LeavesTheNewOwner)
            .Add(ReleaseAsync_Twice_IsNoError)
            .AddWhen(isDurable, TryAcquireAsync_Reopened_KeepsOwnerAndEpoch)
            .Build();

    private static async Task TryAcquireAsync_Free_Grants(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant grant = await GrantedAsync(f, "a", token);
        Expect.Equal(f.Cluster, grant.Cluster);
        Expect.Equal("a", grant.Owner);
        Expect.Equal(f.LeaseDuration, grant.Duration);
        Expect.That(grant.Epoch > default(Epoch), $"The first epoch is {grant.Epoch}, and must be above 0.");
    }

    private static async Task TryAcquireAsync_HeldByAnother_GivesNothing(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant grant = await GrantedAsync(f, "a", token);
        await RefusedAsync(f, "b", token);
        Expect.That(await f.Leases.TryRenewAsync(grant, token), "The owner lost its lease to one that was refused.");
    }

    private static async Task TryAcquireAsync_OwnAlready_Grants(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant first = await GrantedAsync(f, "a", token);
        LeaseGrant second = await GrantedAsync(f, "a", token);
        Expect.That(second.Epoch >= first.Epoch, $"The epoch fell from {first.Epoch} to {second.Epoch}.");
        Expect.That(await f.Leases.TryRenewAsync(second, token), "The grant that was given last does not hold.");
        await RefusedAsync(f, "b", token);
    }

    private static async Task TryAcquireAsync_Expired_GrantsHigherEpoch(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant first = await GrantedAsync(f, "a", token);
        await f.PassTimeAsync(f.LeaseDuration * 1.1, token);
        Higher(first, await GrantedAsync(f, "b", token));
        await RefusedAsync(f, "a", token);
    }

    private static async Task TryAcquireAsync_Expired_TellsHowLongAgo(IStoreFixture f, CancellationToken token)
    {
        Expect.That((await GrantedAsync(f, "a", token)).SincePreviousExpired is null, "The first lease of a cluster tells of one before.");
        await f.PassTimeAsync(f.LeaseDuration * 1.5, token);
        TimeSpan? since = (await GrantedAsync(f, "b", token)).SincePreviousExpired;
        Expect.That(since >= f.LeaseDuration * 0.4 && since <= f.LeaseDuration * 2, $"The lease before expired half its duration ago, and the store tells of {since}.");
    }

    private static async Task TryAcquireAsync_Released_TellsNothingOfTheLeaseBefore(IStoreFixture f, CancellationToken token)
    {
        await f.Leases.ReleaseAsync(await GrantedAsync(f, "a", token), token);
        Expect.That((await GrantedAsync(f, "b", token)).SincePreviousExpired is null, "A lease that was given back counts as expired.");
    }

    private static async Task TryAcquireAsync_Released_GrantsHigherEpochAtOnce(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant first = await GrantedAsync(f, "a", token);
        await f.Leases.ReleaseAsync(first, token);
        LeaseGrant second = await GrantedAsync(f, "b", token);
        Higher(first, second);
        await f.Leases.ReleaseAsync(second, token);
        Higher(second, await GrantedAsync(f, "a", token));
    }

    private static async Task TryAcquireAsync_OtherCluster_Grants(IStoreFixture f, CancellationToken token)
    {
        await GrantedAsync(f, "a", token);
        LeaseGrant? other = await f.Leases.TryAcquireAsync(f.OtherCluster, "b", f.LeaseDuration, token);
        Expect.Equal(f.OtherCluster, other?.Cluster ?? default);
    }

    private static async Task TryAcquireAsync_ManyAtOnce_GrantsOne(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant?[] grants = await Task.WhenAll(Enumerable.Range(1, 8).Select(
            i => Task.Run(() => f.Leases.TryAcquireAsync(f.Cluster, $"owner-{i}", f.LeaseDuration, token).AsTask(), token)));
        Expect.Equal(1, grants.Count(g => g is not null));
    }

    private static async Task TryRenewAsync_Held_Prolongs(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant grant = await GrantedAsync(f, "a", token);
        for (int i = 0; i < 3; i++)
        {
            await f.PassTimeAsync(f.LeaseDuration * 0.6, token);
            Expect.That(await f.Leases.TryRenewAsync(grant, token), "A lease that holds was not renewed.");
            await RefusedAsync(f, "b", token);
        }

        await f.PassTimeAsync(f.LeaseDuration * 1.1, token);
        Higher(grant, await GrantedAsync(f, "b", token));
    }

    private static async Task TryRenewAsync_Expired_IsFalse(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant grant = await GrantedAsync(f, "a", token);
        await f.PassTimeAsync(f.LeaseDuration * 1.1, token);
        Expect.That(!await f.Leases.TryRenewAsync(grant, token), "A lease that had expired was renewed.");
    }

    private static async Task TryRenewAsync_Lost_IsFalseAndLeavesTheNewOwner(IStoreFixture f, CancellationToken token)
    {
        (LeaseGrant old, LeaseGrant current) = await HandedOverAsync(f, token);
        Expect.That(!await f.Leases.TryRenewAsync(old, token), "A lease that another owner holds was renewed.");
        Expect.That(await f.Leases.TryRenewAsync(current, token), "The new owner lost its lease to the old one's renewal.");
    }

    private static async Task TryRenewAsync_Released_IsFalse(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant grant = await GrantedAsync(f, "a", token);
        await f.Leases.ReleaseAsync(grant, token);
        Expect.That(!await f.Leases.TryRenewAsync(grant, token), "A lease that was given back was renewed.");
    }

    private static async Task RenewAsync_None_GivesNone(IStoreFixture f, CancellationToken token) =>
        Expect.Equal(0, (await f.Leases.RenewAsync([], token)).Count);

    private static async Task RenewAsync_Several_GivesThoseThatHold(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant held = await GrantedAsync(f, "a", token);
        LeaseGrant other = await f.Leases.TryAcquireAsync(f.OtherCluster, "a", f.LeaseDuration, token)
            ?? throw new ContractViolationException("'a' was refused a lease that is free.");
        Expect.SameItems(((ClusterName[])[held.Cluster, other.Cluster]).Order(), (await f.Leases.RenewAsync([held, other], token)).Order());
        LeaseGrant unknown = held with { Cluster = new ClusterName(f.Cluster.Value + "-unknown") };
        await f.Leases.ReleaseAsync(other, token);
        Expect.SameItems([held.Cluster], await f.Leases.RenewAsync([unknown, other, held], token));
    }

    private static async Task ReleaseAsync_Lost_LeavesTheNewOwner(IStoreFixture f, CancellationToken token)
    {
        (LeaseGrant old, LeaseGrant current) = await HandedOverAsync(f, token);
        await f.Leases.ReleaseAsync(old, token);
        await RefusedAsync(f, "c", token);
        Expect.That(await f.Leases.TryRenewAsync(current, token), "The new owner lost its lease to the old one's release.");
    }

    private static async Task ReleaseAsync_Twice_IsNoError(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant grant = await GrantedAsync(f, "a", token);
        await f.Leases.ReleaseAsync(grant, token);
        await f.Leases.ReleaseAsync(grant, token);
        Higher(grant, await GrantedAsync(f, "b", token));
    }

    private static async Task TryAcquireAsync_Reopened_KeepsOwnerAndEpoch(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant grant = await GrantedAsync(f, "a", token);
        await f.ReopenAsync(token);
        await RefusedAsync(f, "b", token);
        Expect.That(await f.Leases.TryRenewAsync(grant, token), "The owner lost its lease when the store was opened anew.");
        await f.Leases.ReleaseAsync(grant, token);
        await f.ReopenAsync(token);
        Higher(grant, await GrantedAsync(f, "b", token));
    }

    private static async Task<(LeaseGrant Old, LeaseGrant Current)> HandedOverAsync(IStoreFixture f, CancellationToken token)
    {
        LeaseGrant old = await GrantedAsync(f, "a", token);
        await f.PassTimeAsync(f.LeaseDuration * 1.1, token);
        return (old, await GrantedAsync(f, "b", token));
    }

    private static async Task<LeaseGrant> GrantedAsync(IStoreFixture f, string owner, CancellationToken token) =>
        await f.Leases.TryAcquireAsync(f.Cluster, owner, f.LeaseDuration, token)
        ?? throw new ContractViolationException($"'{owner}' was refused a lease that is free, expired or its own.");

    private static async Task RefusedAsync(IStoreFixture f, string owner, CancellationToken token)
    {
        LeaseGrant? grant = await f.Leases.TryAcquireAsync(f.Cluster, owner, f.LeaseDuration, token);
        Expect.That(grant is null, $"'{owner}' was given a lease that another owner holds.");
    }

    private static void Higher(LeaseGrant before, LeaseGrant after) =>
        Expect.That(after.Epoch > before.Epoch, $"The owner changed, and the epoch went from {before.Epoch} to {after.Epoch}.");
}
