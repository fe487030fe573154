using TopologyMirror.Durability;
using TopologyMirror.Topology;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IServiceWiring"/> must do.</summary>
public static class ServiceWiringContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="declared">What the port says of itself.</param>
    public static ContractSuite For(FixtureScope<IWiringFixture> scope, PortDescription declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        bool atomic = declared.Fencing == Fencing.Atomic;
        return new SuiteBuilder<IWiringFixture>(nameof(IServiceWiring), scope)
            .Add((f, _) => Description_Asked_IsAsDeclared(f, declared), nameof(Description_Asked_IsAsDeclared))
            .Add(ObserveAsync_Asked_IsStamped)
            .Add(WireAsync_Link_IsObserved)
            .Add(WireAsync_OtherTargets_ReplacesThemAndNeverLeavesNone)
            .Add(WireAsync_SameLinkAgain_ChangesNothing)
            .Add(WireAsync_SeveralLinks_AreAllSet)
            .Add(WireAsync_OneOfTwo_LeavesTheOther)
            .Add(WireAsync_InstanceThatIsGone_IsNoErrorAndTheOthersAreSet)
            .AddWhen(atomic, WireAsync_StaleEpoch_IsRefused)
            .Build();
    }

    private static Task Description_Asked_IsAsDeclared(IWiringFixture f, PortDescription declared)
    {
        Expect.Equal(declared, f.Wiring.Description);
        return Task.CompletedTask;
    }

    private static async Task ObserveAsync_Asked_IsStamped(IWiringFixture f, CancellationToken token)
    {
        DateTimeOffset asked = f.Time.GetUtcNow();
        WiringSnapshot snapshot = await f.Wiring.ObserveAsync(f.Cluster, token);
        Expect.Stamped(f, asked, snapshot.ObservedAt);
    }

    private static async Task WireAsync_Link_IsObserved(IWiringFixture f, CancellationToken token)
    {
        WireLink link = Link(f, 0, 0);
        await WireAsync(f, 1, token, link);
        await ObservedAsync(f, token, link);
    }

    private static async Task WireAsync_OtherTargets_ReplacesThemAndNeverLeavesNone(IWiringFixture f, CancellationToken token)
    {
        WireLink before = Link(f, 0, 0, 1);
        WireLink after = Link(f, 0, 2);
        await WireAsync(f, 1, token, before);
        await ObservedAsync(f, token, before);
        await WireAsync(f, 2, token, after);
        await Expect.EventuallyAsync(
            f,
            async () =>
            {
                WireLink? now = (await f.Wiring.ObserveAsync(f.Cluster, token)).Find(f.Callers[0], f.Dependency);
                Expect.That(now is not null, $"Instance '{f.Callers[0]}' had targets and has none on its way to {after}.");
                return now == after;
            },
            $"{after} is observed",
            token);
    }

    private static async Task WireAsync_SameLinkAgain_ChangesNothing(IWiringFixture f, CancellationToken token)
    {
        WireLink link = Link(f, 0, 0, 1);
        await WireAsync(f, 1, token, link);
        await WireAsync(f, 1, token, link);
        await WireAsync(f, 2, token, link);
        await ObservedAsync(f, token, link);
    }

    private static async Task WireAsync_SeveralLinks_AreAllSet(IWiringFixture f, CancellationToken token)
    {
        await WireAsync(f, 1, token, Link(f, 0, 0), Link(f, 1, 1, 2));
        await ObservedAsync(f, token, Link(f, 0, 0), Link(f, 1, 1, 2));
    }

    private static async Task WireAsync_OneOfTwo_LeavesTheOther(IWiringFixture f, CancellationToken token)
    {
        await WireAsync(f, 1, token, Link(f, 0, 0), Link(f, 1, 0));
        await ObservedAsync(f, token, Link(f, 0, 0), Link(f, 1, 0));
        await WireAsync(f, 2, token, Link(f, 1, 2));
        await ObservedAsync(f, token, Link(f, 0, 0), Link(f, 1, 2));
    }

    private static async Task WireAsync_InstanceThatIsGone_IsNoErrorAndTheOthersAreSet(IWiringFixture f, CancellationToken token)
    {
        WireLink gone = WireLink.To(new InstanceId("no-such-instance"), f.Dependency, [f.Targets[0]]);
        await WireAsync(f, 1, token, [.. new[] { Link(f, 0, 1), gone }.OrderBy(l => l.Instance)]);
        await ObservedAsync(f, token, Link(f, 0, 1));
    }

    private static async Task WireAsync_StaleEpoch_IsRefused(IWiringFixture f, CancellationToken token)
    {
        await WireAsync(f, 1, token, Link(f, 0, 0));
        await ObservedAsync(f, token, Link(f, 0, 0));
        await Expect.ThrowsAsync<StaleEpochException>(
            () => f.Wiring.WireAsync(new WireArguments(Effects.Key(f, 2), Effects.Stale, [Link(f, 0, 1)]), token), "Wiring under a stale epoch");
        await ObservedAsync(f, token, Link(f, 0, 0));
    }

    private static WireLink Link(IWiringFixture f, int caller, params int[] targets) =>
        WireLink.To(f.Callers[caller], f.Dependency, targets.Select(t => f.Targets[t]));

    private static ValueTask WireAsync(IWiringFixture f, int step, CancellationToken token, params WireLink[] links) =>
        f.Wiring.WireAsync(new WireArguments(Effects.Key(f, step), Effects.Current, links), token);

    private static Task ObservedAsync(IWiringFixture f, CancellationToken token, params WireLink[] links) => Expect.EventuallyAsync(
        f,
        async () =>
        {
            WiringSnapshot snapshot = await f.Wiring.ObserveAsync(f.Cluster, token);
            return links.All(l => snapshot.Find(l.Instance, l.Dependency) == l);
        },
        $"[{string.Join("; ", links.AsEnumerable())}] are observed",
        token);
}
