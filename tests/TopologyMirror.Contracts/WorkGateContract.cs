using TopologyMirror.Data;
using TopologyMirror.Durability;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IWorkGate"/> must do.</summary>
public static class WorkGateContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="declared">What the port says of itself.</param>
    public static ContractSuite For(FixtureScope<IWorkGateFixture> scope, PortDescription declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        return new SuiteBuilder<IWorkGateFixture>(nameof(IWorkGate), scope)
            .Add((f, _) => Description_Asked_IsAsDeclared(f, declared), nameof(Description_Asked_IsAsDeclared))
            .Add(ObserveAsync_NothingSet_IsPassiveAndStamped)
            .Add(SetAsync_Active_WorksAndIsSeenToBeOnItsWay)
            .Add(SetAsync_ActiveTwice_IsNoError)
            .Add(SetAsync_Passive_Stops)
            .Add(SetAsync_PassiveRightAfterActive_EndsPassive)
            .Add(SetAsync_UnknownInstanceStopped_IsNoError)
            .AddWhen(declared.Fencing == Fencing.Atomic, SetAsync_StaleEpoch_IsRefused)
            .Build();
    }

    private static Task Description_Asked_IsAsDeclared(IWorkGateFixture f, PortDescription declared)
    {
        Expect.Equal(declared, f.Gate.Description);
        return Task.CompletedTask;
    }

    private static async Task ObserveAsync_NothingSet_IsPassiveAndStamped(IWorkGateFixture f, CancellationToken token)
    {
        DateTimeOffset asked = f.Time.GetUtcNow();
        WorkSnapshot snapshot = await f.Gate.ObserveAsync(f.Cluster, token);
        Expect.That(!snapshot.Instances.Any(i => i.MayWork), "Somebody works, and nobody was let.");
        Expect.Stamped(f, asked, snapshot.ObservedAt);
    }

    private static async Task SetAsync_Active_WorksAndIsSeenToBeOnItsWay(IWorkGateFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, active: true, token, f.Instances[0]);
        InstanceWork? work = (await f.Gate.ObserveAsync(f.Cluster, token)).Find(f.Instances[0]);
        Expect.That(work?.WillWork == true, $"'{f.Instances[0]}' was let work, and is seen neither to work nor to be about to.");
        Expect.Equal(f.Service, work!.Service);
        await WorkingAsync(f, token, f.Instances[0]);
        await SetAsync(f, 2, active: true, token, f.Instances[1]);
        await WorkingAsync(f, token, [.. f.Instances]);
    }

    private static async Task SetAsync_ActiveTwice_IsNoError(IWorkGateFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, active: true, token, f.Instances[0]);
        await SetAsync(f, 1, active: true, token, f.Instances[0]);
        await SetAsync(f, 2, active: true, token, [.. f.Instances]);
        await WorkingAsync(f, token, [.. f.Instances]);
    }

    private static async Task SetAsync_Passive_Stops(IWorkGateFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, active: true, token, [.. f.Instances]);
        await WorkingAsync(f, token, [.. f.Instances]);
        await SetAsync(f, 2, active: false, token, f.Instances[0]);
        await SetAsync(f, 2, active: false, token, f.Instances[0]);
        await WorkingAsync(f, token, f.Instances[1]);
    }

    private static async Task SetAsync_PassiveRightAfterActive_EndsPassive(IWorkGateFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, active: true, token, f.Instances[0]);
        await SetAsync(f, 2, active: false, token, f.Instances[0]);
        await f.PassTimeAsync(f.Patience, token);
        await WorkingAsync(f, token);
    }

    private static async Task SetAsync_UnknownInstanceStopped_IsNoError(IWorkGateFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, active: true, token, f.Instances[0]);
        await SetAsync(f, 2, active: false, token, new InstanceId("no-such-instance"));
        await WorkingAsync(f, token, f.Instances[0]);
    }

    private static async Task SetAsync_StaleEpoch_IsRefused(IWorkGateFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, active: true, token, f.Instances[0]);
        await Expect.ThrowsAsync<StaleEpochException>(
            () => f.Gate.SetAsync(new WorkArguments(Effects.Key(f, 2), Effects.Stale, [f.Instances[1]], true) { Service = f.Service }, token),
            "Letting work under a stale epoch");
        await WorkingAsync(f, token, f.Instances[0]);
    }

    private static ValueTask SetAsync(IWorkGateFixture f, int step, bool active, CancellationToken token, params InstanceId[] instances) =>
        f.Gate.SetAsync(new WorkArguments(Effects.Key(f, step), Effects.Current, instances, active) { Service = f.Service }, token);

    private static Task WorkingAsync(IWorkGateFixture f, CancellationToken token, params InstanceId[] instances) => Expect.EventuallyAsync(
        f,
        async () => (await f.Gate.ObserveAsync(f.Cluster, token)).Instances.Where(i => i is { IsActive: true, PendingActive: null } || i.MayWork)
            .Select(i => (i.Instance, i.IsActive && i.PendingActive is null)).SequenceEqual(instances.Select(i => (i, true))),
        $"[{string.Join(", ", instances)}] work, and no others",
        token);
}
