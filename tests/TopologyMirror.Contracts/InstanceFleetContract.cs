using TopologyMirror.Durability;
using TopologyMirror.Topology;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IInstanceFleet"/> must do.</summary>
public static class InstanceFleetContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="declared">What the port says of itself.</param>
    public static ContractSuite For(FixtureScope<IFleetFixture> scope, PortDescription declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        bool atomic = declared.Fencing == Fencing.Atomic;
        return new SuiteBuilder<IFleetFixture>(nameof(IInstanceFleet), scope)
            .Add((f, _) => Description_Asked_IsAsDeclared(f, declared), nameof(Description_Asked_IsAsDeclared))
            .Add(ListAsync_NothingLaunched_IsEmptyAndStamped)
            .Add(LaunchAsync_Accepted_ReturnsBeforeReady)
            .Add(LaunchAsync_Accepted_BecomesReady)
            .Add(LaunchAsync_SameKey_GivesTheSameInstances)
            .Add(LaunchAsync_SameKeyByTheNextOwner_GivesTheSameInstances)
            .Add(LaunchAsync_OtherKey_GivesOtherInstances)
            .Add(LaunchAsync_MoreThanThereIsRoomFor_AcceptsWhatFits)
            .Add(TerminateAsync_Ready_IsGone)
            .Add(TerminateAsync_Launching_IsGone)
            .Add(TerminateAsync_Unknown_IsNoErrorAndTheOthersGo)
            .Add(TerminateAsync_SameKey_ChangesNothing)
            .AddWhen(atomic, LaunchAsync_StaleEpoch_IsRefused)
            .AddWhen(atomic, TerminateAsync_StaleEpoch_IsRefused)
            .Build();
    }

    private static Task Description_Asked_IsAsDeclared(IFleetFixture f, PortDescription declared)
    {
        Expect.Equal(declared, f.Fleet.Description);
        return Task.CompletedTask;
    }

    private static async Task ListAsync_NothingLaunched_IsEmptyAndStamped(IFleetFixture f, CancellationToken token)
    {
        DateTimeOffset asked = f.Time.GetUtcNow();
        TopologySnapshot snapshot = await f.Fleet.ListAsync(f.Cluster, token);
        Expect.Equal(f.Cluster, snapshot.Cluster);
        Expect.Empty(snapshot.Instances);
        Expect.Stamped(f, asked, snapshot.ObservedAt);
    }

    private static async Task LaunchAsync_Accepted_ReturnsBeforeReady(IFleetFixture f, CancellationToken token)
    {
        DateTimeOffset asked = f.Time.GetUtcNow();
        IReadOnlyList<InstanceId> ids = await LaunchAsync(f, 1, 2, token);
        Expect.Equal(2, ids.Count);
        Expect.SameItems(ids.Distinct().Order(), ids);
        TopologySnapshot snapshot = await f.Fleet.ListAsync(f.Cluster, token);
        Expect.SameItems(ids, snapshot.Instances.Select(i => i.Id));
        foreach (ObservedInstance instance in snapshot.Instances)
        {
            Expect.Equal(InstanceState.Launching, instance.State);
            Expect.Equal(f.Service, instance.Service);
            Expect.Equal(Effects.Key(f, 1).ToString(), instance.LaunchKey);
            Expect.That(instance.LaunchedAt >= asked && instance.LaunchedAt <= f.Time.GetUtcNow(), $"LaunchedAt is {instance.LaunchedAt:O}; it was asked at {asked:O}.");
        }
    }

    private static async Task LaunchAsync_Accepted_BecomesReady(IFleetFixture f, CancellationToken token) =>
        await ReadyAsync(f, await LaunchAsync(f, 1, 2, token), token);

    private static async Task LaunchAsync_SameKey_GivesTheSameInstances(IFleetFixture f, CancellationToken token)
    {
        IReadOnlyList<InstanceId> ids = await LaunchAsync(f, 1, 2, token);
        Expect.SameItems(ids, await LaunchAsync(f, 1, 2, token));
        await ReadyAsync(f, ids, token);
        Expect.SameItems(ids, await LaunchAsync(f, 1, 2, token));
        Expect.SameItems(ids, (await f.Fleet.ListAsync(f.Cluster, token)).Instances.Select(i => i.Id));
    }

    private static async Task LaunchAsync_SameKeyByTheNextOwner_GivesTheSameInstances(IFleetFixture f, CancellationToken token)
    {
        IReadOnlyList<InstanceId> ids = await LaunchAsync(f, 1, 2, token);
        Expect.SameItems(ids, await f.Fleet.LaunchAsync(new(Effects.Key(f, 1), Effects.Current.Next, f.Service, 2, f.Digest), token));
        Expect.SameItems(ids, (await f.Fleet.ListAsync(f.Cluster, token)).Instances.Select(i => i.Id));
    }

    private static async Task LaunchAsync_OtherKey_GivesOtherInstances(IFleetFixture f, CancellationToken token)
    {
        IReadOnlyList<InstanceId> first = await LaunchAsync(f, 1, 1, token);
        IReadOnlyList<InstanceId> second = await LaunchAsync(f, 2, 1, token);
        TopologySnapshot snapshot = await f.Fleet.ListAsync(f.Cluster, token);
        Expect.SameItems(first.Concat(second).Order(), snapshot.Instances.Select(i => i.Id));
    }

    private static async Task LaunchAsync_MoreThanThereIsRoomFor_AcceptsWhatFits(IFleetFixture f, CancellationToken token)
    {
        IReadOnlyList<InstanceId> first = await LaunchAsync(f, 1, f.Room - 1, token);
        IReadOnlyList<InstanceId> second = await LaunchAsync(f, 2, 3, token);
        Expect.Equal(f.Room - 1, first.Count);
        Expect.Equal(1, second.Count);
        Expect.SameItems(first.Concat(second).Order(), (await f.Fleet.ListAsync(f.Cluster, token)).Instances.Select(i => i.Id));
        Expect.Empty(await LaunchAsync(f, 3, 1, token));
    }

    private static async Task TerminateAsync_Ready_IsGone(IFleetFixture f, CancellationToken token)
    {
        IReadOnlyList<InstanceId> ids = await LaunchAsync(f, 1, 2, token);
        await ReadyAsync(f, ids, token);
        await TerminateAsync(f, 2, token, ids[0]);
        await OnlyAsync(f, token, ids[1]);
    }

    private static async Task TerminateAsync_Launching_IsGone(IFleetFixture f, CancellationToken token)
    {
        IReadOnlyList<InstanceId> ids = await LaunchAsync(f, 1, 2, token);
        await TerminateAsync(f, 2, token, ids[1]);
        await OnlyAsync(f, token, ids[0]);
    }

    private static async Task TerminateAsync_Unknown_IsNoErrorAndTheOthersGo(IFleetFixture f, CancellationToken token)
    {
        IReadOnlyList<InstanceId> ids = await LaunchAsync(f, 1, 2, token);
        await TerminateAsync(f, 2, token, ids[0]);
        await OnlyAsync(f, token, ids[1]);
        await TerminateAsync(f, 3, token, [.. ids.Append(new InstanceId("no-such-instance")).Order()]);
        await OnlyAsync(f, token);
    }

    private static async Task TerminateAsync_SameKey_ChangesNothing(IFleetFixture f, CancellationToken token)
    {
        IReadOnlyList<InstanceId> ids = await LaunchAsync(f, 1, 2, token);
        await TerminateAsync(f, 2, token, ids[0]);
        await TerminateAsync(f, 2, token, ids[0]);
        await OnlyAsync(f, token, ids[1]);
        await TerminateAsync(f, 2, token, ids[0]);
        await OnlyAsync(f, token, ids[1]);
    }

    private static async Task LaunchAsync_StaleEpoch_IsRefused(IFleetFixture f, CancellationToken token)
    {
        IReadOnlyList<InstanceId> ids = await LaunchAsync(f, 1, 1, token);
        await Expect.ThrowsAsync<StaleEpochException>(
            async () => await f.Fleet.LaunchAsync(new(Effects.Key(f, 2), Effects.Stale, f.Service, 1, f.Digest), token), "A launch under a stale epoch");
        await OnlyAsync(f, token, [.. ids]);
    }

    private static async Task TerminateAsync_StaleEpoch_IsRefused(IFleetFixture f, CancellationToken token)
    {
        IReadOnlyList<InstanceId> ids = await LaunchAsync(f, 1, 1, token);
        await Expect.ThrowsAsync<StaleEpochException>(
            () => f.Fleet.TerminateAsync(new(Effects.Key(f, 2), Effects.Stale, ids), token), "A termination under a stale epoch");
        await ReadyAsync(f, ids, token);
    }

    private static ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(IFleetFixture f, int step, int count, CancellationToken token) =>
        f.Fleet.LaunchAsync(new(Effects.Key(f, step), Effects.Current, f.Service, count, f.Digest), token);

    private static ValueTask TerminateAsync(IFleetFixture f, int step, CancellationToken token, params InstanceId[] ids) =>
        f.Fleet.TerminateAsync(new(Effects.Key(f, step), Effects.Current, ids), token);

    private static Task ReadyAsync(IFleetFixture f, IReadOnlyList<InstanceId> ids, CancellationToken token) => Expect.EventuallyAsync(
        f,
        async () =>
        {
            TopologySnapshot snapshot = await f.Fleet.ListAsync(f.Cluster, token);
            return ids.All(id => snapshot.Find(id)?.State == InstanceState.Ready);
        },
        $"[{string.Join(", ", ids)}] become ready",
        token);

    /// <summary>Nothing is left but what is named.</summary>
    private static Task OnlyAsync(IFleetFixture f, CancellationToken token, params InstanceId[] ids) => Expect.EventuallyAsync(
        f,
        async () => (await f.Fleet.ListAsync(f.Cluster, token)).Instances.Select(i => i.Id).SequenceEqual(ids),
        $"The fleet is [{string.Join(", ", ids)}]",
        token);
}
